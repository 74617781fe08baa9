package io.renewals.actionservice.web;

import io.renewals.actionservice.adapter.LiveCards;
import io.renewals.store.Transactions;
import io.renewals.web.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The cards' side of the registry's reconcile. For services alone: no person signs in here, a token that both services know is asked
 * for, and where none is configured the door is shut.
 */
@Path("/internal/cards")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class CardsForReconcile {
    private static final int PAGE = 500;

    private final Transactions transactions;
    private final Optional<String> token;

    @Inject
    public CardsForReconcile(
            Transactions transactions, @ConfigProperty(name = "renewals.internal.token") Optional<String> token) {
        this.transactions = transactions;
        this.token = token.filter(text -> !text.isBlank());
    }

    /** @param next for {@code after}; null: this is the end */
    public record Page(List<LiveCards.LiveCard> cards, String next) {}

    @GET
    @Operation(hidden = true)
    public Page live(@HeaderParam("X-Service-Token") String given, @RestQuery String tenant, @RestQuery String after) {
        if (!isKnown(given)) {
            throw Problem.forbidden("This is between services.").raised();
        }
        if (tenant == null || tenant.isBlank()) {
            throw Problem.badRequest("Name the tenant whose cards are wanted.").raised();
        }
        List<LiveCards.LiveCard> cards =
                transactions.inTenant(tenant, work -> LiveCards.page(work, after == null ? "" : after, PAGE));
        return new Page(cards, cards.size() < PAGE ? null : cards.getLast().offerId());
    }

    private boolean isKnown(String given) {
        return given != null
                && token.filter(own -> MessageDigest.isEqual(
                                own.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8)))
                        .isPresent();
    }
}
