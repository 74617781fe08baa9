package io.renewals.actionservice.web;

import static io.renewals.actionservice.web.CardJsonAnswers.given;

import io.renewals.actionservice.domain.Command;
import io.renewals.actionservice.web.CardJsonAnswers.Decided;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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

/** What moves a card without settling it, as JSON: later, to somebody else, or with more than the cap. Refusals as for decisions. */
@Path("/api/cards/{offerId}")
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class HandsApi {
    private final CardJsonAnswers answers;

    @Inject
    public HandsApi(CardJsonAnswers answers) {
        this.answers = answers;
    }

    /** @param until the day on whose morning it waits again; at the latest the day before the notice deadline */
    public record SnoozeRequest(Integer revision, LocalDate until, String note) {}

    /** @param owner id of one of the rulebook's owners */
    public record ReassignRequest(Integer revision, String owner, String note) {}

    /** @param sha256 of the message shown @param discount in percent, above the tier's cap */
    public record ExceptionRequest(Integer revision, String sha256, String plan, BigDecimal discount, String reason) {}

    /** @param note for the record; null: none */
    public record GrantRequest(Integer revision, String note) {}

    public record RefuseRequest(Integer revision, String reason) {}

    @POST
    @Path("snooze")
    @Operation(summary = "Out of sight until 08:00 of a day, the same draft")
    public Decided snooze(
            @RestPath String offerId, @RestHeader("Idempotency-Key") Optional<String> key, SnoozeRequest request) {
        return answers.decided(
                offerId,
                key,
                request,
                "revision, until",
                asked -> new Command.Snooze(
                        given(asked.revision(), "revision"),
                        given(asked.until(), "until"),
                        Optional.ofNullable(asked.note())));
    }

    @POST
    @Path("reassign")
    @Operation(summary = "Somebody else's card from now on; the mail is then from them")
    public Decided reassign(
            @RestPath String offerId, @RestHeader("Idempotency-Key") Optional<String> key, ReassignRequest request) {
        return answers.decided(
                offerId,
                key,
                request,
                "revision, owner",
                asked -> new Command.Reassign(
                        given(asked.revision(), "revision"),
                        given(asked.owner(), "owner"),
                        Optional.ofNullable(asked.note())));
    }

    @POST
    @Path("exception")
    @Operation(summary = "Ask for a discount above the tier's cap, for this revision only")
    public Decided exception(
            @RestPath String offerId, @RestHeader("Idempotency-Key") Optional<String> key, ExceptionRequest request) {
        return answers.decided(
                offerId,
                key,
                request,
                "revision, sha256, plan, discount, reason",
                asked -> new Command.AskException(
                        given(asked.revision(), "revision"),
                        given(asked.sha256(), "sha256"),
                        given(asked.plan(), "plan"),
                        asked.discount(),
                        given(asked.reason(), "reason")));
    }

    @POST
    @Path("exception/grant")
    @Operation(summary = "Grant what was asked for; above the rulebook's threshold two different people have to")
    public Decided grant(
            @RestPath String offerId, @RestHeader("Idempotency-Key") Optional<String> key, GrantRequest request) {
        return answers.decided(
                offerId,
                key,
                request,
                "revision",
                asked -> new Command.GrantException(
                        given(asked.revision(), "revision"), asked.note() == null ? "" : asked.note()));
    }

    @POST
    @Path("exception/refuse")
    @Operation(summary = "Refuse what was asked for, with a reason")
    public Decided refuse(
            @RestPath String offerId, @RestHeader("Idempotency-Key") Optional<String> key, RefuseRequest request) {
        return answers.decided(
                offerId,
                key,
                request,
                "revision, reason",
                asked -> new Command.RefuseException(
                        given(asked.revision(), "revision"), given(asked.reason(), "reason")));
    }
}
