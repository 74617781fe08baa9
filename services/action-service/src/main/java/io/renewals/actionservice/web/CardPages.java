package io.renewals.actionservice.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.CardDesk.Shown;
import io.renewals.actionservice.Opened;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** One card as a page: all that is needed to decide, the whole mail, and the forms. Works without scripts. */
@Path("/cards/{offerId}")
@Blocking
public class CardPages {
    private final CardDesk desk;
    private final Opened opened;
    private final CardScreen screen;
    private final SignedIn signedIn;
    private final Template state;

    @Inject
    public CardPages(
            CardDesk desk,
            Opened opened,
            CardScreen screen,
            SignedIn signedIn,
            @Location("action/card-state") Template state) {
        this.desk = desk;
        this.opened = opened;
        this.screen = screen;
        this.signedIn = signedIn;
        this.state = state;
    }

    /** Shows, and decides nothing; that it was looked at is told, so that nobody is reminded of it. @param link of the mail the person came by */
    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance show(@RestPath String offerId, @RestQuery Optional<String> link) {
        Shown shown = found(offerId);
        opened.by(signedIn.tenant(), offerId, Decider.person(signedIn, "web"));
        return screen.render(shown, CardForm.of(CardView.of(shown)), link.orElse(""));
    }

    /** The state alone, for a page that waits for the mail to leave; once it does so no more, the whole page is wanted, with its forms. */
    @GET
    @Path("state")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response state(@RestPath String offerId) {
        CardView card = CardView.of(found(offerId));
        Response.ResponseBuilder answer = Response.ok(state.data("card", card).render());
        return (card.isOnItsWay() ? answer : answer.header("HX-Refresh", "true")).build();
    }

    private Shown found(String offerId) {
        return desk.show(signedIn.tenant(), offerId).orElseThrow(Decider::noSuchCard);
    }
}
