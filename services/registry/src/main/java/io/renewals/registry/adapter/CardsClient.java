package io.renewals.registry.adapter;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestQuery;

/** The cards' side of a reconcile; a read between services, guarded by a token both know, and nothing depends on its answer. */
@RegisterRestClient(configKey = "action-service")
@Path("/internal/cards")
@Produces(MediaType.APPLICATION_JSON)
public interface CardsClient {
    String TOKEN = "X-Service-Token";

    /** @param status QUEUED, HELD, SNOOZED, APPROVED, SENDING or UNKNOWN @param since when it entered it */
    record LiveCard(String account, String offerId, String status, Instant since) {}

    /** @param next for {@code after}; null: this is the end */
    record LiveCards(List<LiveCard> cards, String next) {}

    /** Cards that are not decided for good, by offer id. @param after null: from the start */
    @GET
    LiveCards live(@HeaderParam(TOKEN) String token, @RestQuery String tenant, @RestQuery String after);
}
