package io.renewals.actionservice.web;

import io.renewals.actionservice.domain.Command;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** Decisions from the card's page: each form is one command, and leads back to the card. */
@Path("/cards/{offerId}")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Blocking
public class CardForms {
    private final CardAnswers answers;

    @Inject
    public CardForms(CardAnswers answers) {
        this.answers = answers;
    }

    @POST
    @Path("approve")
    @Operation(hidden = true)
    public Response approve(
            @RestPath String offerId, @RestForm String sha256, @RestForm int revision, @RestForm String link) {
        return answers.to(offerId, new Command.Approve(text(sha256), revision), "approve", Map.of(), link);
    }

    @POST
    @Path("edit")
    @Operation(hidden = true)
    public Response edit(
            @RestPath String offerId,
            @RestForm String sha256,
            @RestForm int revision,
            @RestForm String subject,
            @RestForm String text,
            @RestForm String plan,
            @RestForm String discount,
            @RestForm String link) {
        Command edit = new Command.Edit(
                text(sha256), revision, text(subject), text(text), text(plan), Typed.percent(discount));
        Map<String, String> entered =
                Map.of("subject", text(subject), "text", text(text), "plan", text(plan), "discount", text(discount));
        return answers.to(offerId, edit, "edit", entered, link);
    }

    @POST
    @Path("skip")
    @Operation(hidden = true)
    public Response skip(
            @RestPath String offerId,
            @RestForm int revision,
            @RestForm String reason,
            @RestForm String note,
            @RestForm String until,
            @RestForm String link) {
        Map<String, String> entered = Map.of("reason", text(reason), "note", text(note), "until", text(until));
        return answers.dated(
                offerId,
                until,
                day -> new Command.Skip(revision, text(reason), Optional.ofNullable(note), day),
                "skip",
                entered,
                link);
    }

    @POST
    @Path("snooze")
    @Operation(hidden = true)
    public Response snooze(
            @RestPath String offerId,
            @RestForm int revision,
            @RestForm String until,
            @RestForm String note,
            @RestForm String link) {
        Map<String, String> entered = Map.of("note", text(note), "until", text(until));
        return answers.dated(
                offerId,
                until,
                day -> new Command.Snooze(revision, day.orElse(null), Typed.words(note)),
                "snooze",
                entered,
                link);
    }

    @POST
    @Path("reassign")
    @Operation(hidden = true)
    public Response reassign(
            @RestPath String offerId,
            @RestForm int revision,
            @RestForm String owner,
            @RestForm String note,
            @RestForm String link) {
        Command reassign = new Command.Reassign(revision, text(owner), Typed.words(note));
        return answers.to(offerId, reassign, "reassign", Map.of("owner", text(owner), "note", text(note)), link);
    }

    @POST
    @Path("exception")
    @Operation(hidden = true)
    public Response exception(
            @RestPath String offerId,
            @RestForm String sha256,
            @RestForm int revision,
            @RestForm String plan,
            @RestForm String discount,
            @RestForm String reason,
            @RestForm String link) {
        Command ask =
                new Command.AskException(revision, text(sha256), text(plan), Typed.percent(discount), text(reason));
        Map<String, String> entered = Map.of("plan", text(plan), "discount", text(discount), "reason", text(reason));
        return answers.to(offerId, ask, "exception", entered, link);
    }

    @POST
    @Path("exception/grant")
    @Operation(hidden = true)
    public Response grant(@RestPath String offerId, @RestForm int revision, @RestForm String note) {
        return answers.to(
                offerId, new Command.GrantException(revision, text(note)), "grant", Map.of("note", text(note)), "");
    }

    @POST
    @Path("exception/refuse")
    @Operation(hidden = true)
    public Response refuse(@RestPath String offerId, @RestForm int revision, @RestForm String reason) {
        return answers.to(
                offerId,
                new Command.RefuseException(revision, text(reason)),
                "refuse",
                Map.of("reason", text(reason)),
                "");
    }

    @POST
    @Path("undo")
    @Operation(hidden = true)
    public Response undo(@RestPath String offerId, @RestForm int sequence) {
        return answers.to(offerId, new Command.Undo(Optional.of(sequence)), "undo", Map.of(), "");
    }

    @POST
    @Path("resolve")
    @Operation(hidden = true)
    public Response resolve(@RestPath String offerId, @RestForm String outcome) {
        return answers.to(offerId, new Command.Resolve("arrived".equals(outcome)), "resolve", Map.of(), "");
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
