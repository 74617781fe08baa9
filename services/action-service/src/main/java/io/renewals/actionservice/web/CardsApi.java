package io.renewals.actionservice.web;

import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.domain.Command;
import io.renewals.actionservice.web.Decider.Said;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/**
 * One card as JSON, and the decisions about it. Refusals are problem+json: 403 names the owner, 409 says who decided or what has
 * changed, 422 names the fields. With an {@code Idempotency-Key} the same request is answered again and not done again.
 */
@Path("/api/cards/{offerId}")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class CardsApi {
    private static final String SURFACE = "api";

    private final CardDesk desk;
    private final Decider decider;
    private final SignedIn signedIn;

    @Inject
    public CardsApi(CardDesk desk, Decider decider, SignedIn signedIn) {
        this.desk = desk;
        this.decider = decider;
        this.signedIn = signedIn;
    }

    /** @param sha256 of the exact message that was shown @param revision that was shown */
    public record ApproveRequest(String sha256, Integer revision) {}

    /** @param discount in percent, two decimals at most */
    public record EditRequest(
            String sha256, Integer revision, String subject, String text, String plan, BigDecimal discount) {}

    /** @param reason a code of the rulebook's skip reasons @param note wanted for "other" */
    public record SkipRequest(Integer revision, String reason, String note) {}

    /** @param sequence the action to undo; null: the last */
    public record UndoRequest(Integer sequence) {}

    /** @param outcome arrived or not-sent */
    public record ResolveRequest(String outcome) {}

    /**
     * @param sequence of the action
     * @param repeated true: this request had taken effect before, and was not done again
     * @param card as it is now
     */
    public record Decided(int sequence, boolean repeated, CardView card) {}

    @GET
    @Operation(summary = "Everything the card shows, with the exact mail and all actions")
    public CardView show(@RestPath String offerId) {
        return desk.show(signedIn.tenant(), offerId).map(CardView::of).orElseThrow(Decider::noSuchCard);
    }

    @POST
    @Path("approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Approve exactly this text; it is sent to the customer")
    public Decided approve(
            @RestPath String offerId, @RestHeader("Idempotency-Key") Optional<String> key, ApproveRequest request) {
        required(request, "sha256, revision");
        return decided(
                offerId,
                new Command.Approve(given(request.sha256(), "sha256"), given(request.revision(), "revision")),
                key);
    }

    @POST
    @Path("edit")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change wording, plan or discount inside the limits; approving is a step of its own")
    public Decided edit(
            @RestPath String offerId, @RestHeader("Idempotency-Key") Optional<String> key, EditRequest request) {
        required(request, "sha256, revision, subject, text, plan, discount");
        return decided(
                offerId,
                new Command.Edit(
                        given(request.sha256(), "sha256"),
                        given(request.revision(), "revision"),
                        given(request.subject(), "subject"),
                        given(request.text(), "text"),
                        given(request.plan(), "plan"),
                        request.discount()),
                key);
    }

    @POST
    @Path("skip")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "No offer, with a reason; lets a held card go")
    public Decided skip(
            @RestPath String offerId, @RestHeader("Idempotency-Key") Optional<String> key, SkipRequest request) {
        required(request, "revision, reason");
        return decided(
                offerId,
                new Command.Skip(
                        given(request.revision(), "revision"),
                        given(request.reason(), "reason"),
                        Optional.ofNullable(request.note())),
                key);
    }

    @POST
    @Path("undo")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Take the last action back; a mail that has left can't be recalled")
    public Decided undo(
            @RestPath String offerId, @RestHeader("Idempotency-Key") Optional<String> key, UndoRequest request) {
        Optional<Integer> sequence = Optional.ofNullable(request).map(UndoRequest::sequence);
        return decided(offerId, new Command.Undo(sequence), key);
    }

    @POST
    @Path("resolve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say of a mail in doubt whether it arrived; not-sent puts the card back into the queue")
    public Decided resolve(
            @RestPath String offerId, @RestHeader("Idempotency-Key") Optional<String> key, ResolveRequest request) {
        required(request, "outcome");
        boolean arrived =
                switch (given(request.outcome(), "outcome")) {
                    case "arrived" -> true;
                    case "not-sent" -> false;
                    default -> throw missing("outcome", "is neither arrived nor not-sent");
                };
        return decided(offerId, new Command.Resolve(arrived), key);
    }

    private Decided decided(String offerId, Command command, Optional<String> key) {
        return switch (decider.decide(offerId, command, SURFACE, key)) {
            case Said.Yes yes -> new Decided(yes.sequence(), yes.again(), show(offerId));
            case Said.No no ->
                throw Refusals.problem(no.refusal(), decider.zone()).raised();
        };
    }

    private static void required(Object request, String fields) {
        if (request == null) {
            throw Problem.badRequest("Send a JSON object with " + fields + ".").raised();
        }
    }

    private static <T> T given(T value, String field) {
        if (value == null) {
            throw missing(field, "is missing");
        }
        return value;
    }

    private static Problem.Raised missing(String field, String problem) {
        return Problem.refused(
                        field + " " + problem + ".",
                        new Problem.FieldError(field, problem, "see the API's description under /q/openapi"))
                .raised();
    }
}
