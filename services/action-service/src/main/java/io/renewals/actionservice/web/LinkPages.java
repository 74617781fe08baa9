package io.renewals.actionservice.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.renewals.actionservice.adapter.CardStore;
import io.renewals.actionservice.adapter.UsedLinks;
import io.renewals.actionservice.domain.Card;
import io.renewals.store.Transactions;
import io.renewals.web.MailLink;
import io.renewals.web.MailLink.Payload;
import io.renewals.web.MailLink.Read;
import io.renewals.web.PageTime;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Where the link of a mail leads: nobody needs to be signed in, little is shown, and nothing is ever decided, since mail scanners
 * follow links and press buttons. The decision is made on the card, signed in.
 */
@Path("/links/{token}")
@Blocking
public class LinkPages {
    private final MailLink links;
    private final Transactions transactions;
    private final SignedIn signedIn;
    private final PageTime time;
    private final Template page;

    @Inject
    public LinkPages(
            MailLink links,
            Transactions transactions,
            SignedIn signedIn,
            PageTime time,
            @Location("action/link") Template page) {
        this.links = links;
        this.transactions = transactions;
        this.signedIn = signedIn;
        this.time = time;
        this.page = page;
    }

    /**
     * @param state open, expired or used
     * @param other whether somebody else than it was made for is signed in
     * @param way to the card
     */
    public record Landing(
            String state,
            String accountName,
            LocalDate noticeDeadline,
            LocalDate renewalDate,
            boolean other,
            String way) {}

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response show(@RestPath String token) {
        return switch (links.read(token, time.now())) {
            case Read.Forged forged ->
                throw Problem.notFound("This link was cut or changed on its way. Nothing was decided. Sign in and look"
                                + " for the account in the queue.")
                        .raised();
            case Read.Expired(Payload payload) -> landing(payload, token, true);
            case Read.Valid(Payload payload) -> landing(payload, token, false);
        };
    }

    private Response landing(Payload payload, String token, boolean expired) {
        record Found(Optional<Card> card, boolean used) {}
        Found found = transactions.inTenant(
                payload.tenant(),
                work -> new Found(new CardStore(work).find(payload.offer()), new UsedLinks(work).isUsed(payload.id())));
        Card card = found.card().orElseThrow(Decider::noSuchCard);
        boolean other = signedIn.present()
                && (!signedIn.tenant().equals(payload.tenant())
                        || !signedIn.email().equalsIgnoreCase(payload.recipient()));
        boolean open = !expired && !found.used();
        Landing landing = new Landing(
                expired ? "expired" : found.used() ? "used" : "open",
                card.dossier().accountName(),
                card.dossier().noticeDeadline(),
                card.dossier().renewalDate(),
                other,
                "/cards/" + card.dossier().offerId() + (open ? "?link=" + token : ""));
        return Response.ok(page.data("landing", landing).render())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header("X-Robots-Tag", "noindex, nofollow")
                .build();
    }
}
