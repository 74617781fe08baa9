package io.renewals.actionservice.web;

import io.renewals.actionservice.domain.Command;
import io.renewals.actionservice.web.CardJsonAnswers.Decided;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.LocalDate;
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
    private final CardJsonAnswers answers;

    @Inject
    public CardsApi(CardJsonAnswers answers) {
        this.answers = answers;
    }

    /** @param sha256 of the exact message that was shown @param revision that was shown */
    public record ApproveRequest(String sha256, Integer revision) {}

    /** @param discount in percent, two decimals at most */
    public record EditRequest(
            String sha256, Integer revision, String subject, String text, String plan, BigDecimal discount) {}

    /**
     * @param reason a code of the rulebook's skip reasons
     * @param note wanted for "other"
     * @param until the day of the new draft, with a reason that comes back; null: after the rulebook's days
     */
    public record SkipRequest(Integer revision, String reason, String note, LocalDate until) {}

    /** @param sequence the action to undo; null: the last */
    public record UndoRequest(Integer sequence) {}

    /** @param outcome arrived or not-sent */
    public record ResolveRequest(String outcome) {}

    @GET
    @Operation(summary = "Everything the card shows, with the exact mail and all actions")
    public CardView show(@RestPath String offerId) {
        return answers.show(offerId);
    }

    @POST
    @Path("approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Approve exactly this text; it is sent to the customer")
    public Decided approve(
            @RestPath String offerId, @RestHeader("Idempotency-Key") Optional<String> key, ApproveRequest request) {
        return answers.decided(
                offerId,
                key,
                request,
                "sha256, revision",
                asked -> new Command.Approve(
                        CardJsonAnswers.given(asked.sha256(), "sha256"),
                        CardJsonAnswers.given(asked.revision(), "revision")));
    }

    @POST
    @Path("edit")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change wording, plan or discount inside the limits; approving is a step of its own")
    public Decided edit(
            @RestPath String offerId, @RestHeader("Idempotency-Key") Optional<String> key, EditRequest request) {
        return answers.decided(
                offerId,
                key,
                request,
                "sha256, revision, subject, text, plan, discount",
                asked -> new Command.Edit(
                        CardJsonAnswers.given(asked.sha256(), "sha256"),
                        CardJsonAnswers.given(asked.revision(), "revision"),
                        CardJsonAnswers.given(asked.subject(), "subject"),
                        CardJsonAnswers.given(asked.text(), "text"),
                        CardJsonAnswers.given(asked.plan(), "plan"),
                        asked.discount()));
    }

    @POST
    @Path("skip")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "No offer, with a reason; lets a held card go")
    public Decided skip(
            @RestPath String offerId, @RestHeader("Idempotency-Key") Optional<String> key, SkipRequest request) {
        return answers.decided(
                offerId,
                key,
                request,
                "revision, reason",
                asked -> new Command.Skip(
                        CardJsonAnswers.given(asked.revision(), "revision"),
                        CardJsonAnswers.given(asked.reason(), "reason"),
                        Optional.ofNullable(asked.note()),
                        Optional.ofNullable(asked.until())));
    }

    @POST
    @Path("undo")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Take the last action back; a mail that has left can't be recalled")
    public Decided undo(
            @RestPath String offerId, @RestHeader("Idempotency-Key") Optional<String> key, UndoRequest request) {
        Optional<Integer> sequence = Optional.ofNullable(request).map(UndoRequest::sequence);
        return answers.decided(offerId, new Command.Undo(sequence), key);
    }

    @POST
    @Path("resolve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say of a mail in doubt whether it arrived; not-sent puts the card back into the queue")
    public Decided resolve(
            @RestPath String offerId, @RestHeader("Idempotency-Key") Optional<String> key, ResolveRequest request) {
        return answers.decided(
                offerId, key, request, "outcome", asked -> new Command.Resolve(hasArrived(asked.outcome())));
    }

    private static boolean hasArrived(String outcome) {
        return switch (CardJsonAnswers.given(outcome, "outcome")) {
            case "arrived" -> true;
            case "not-sent" -> false;
            default -> throw CardJsonAnswers.missing("outcome", "is neither arrived nor not-sent");
        };
    }
}
