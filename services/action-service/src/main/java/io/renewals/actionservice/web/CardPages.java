package io.renewals.actionservice.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.CardDesk.Shown;
import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.Command;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.actionservice.domain.Person;
import io.renewals.actionservice.domain.Refusal;
import io.renewals.actionservice.web.Decider.Said;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.web.Notices;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import io.renewals.web.Wording;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** One card as a page: all that is needed to decide, the whole mail, and the forms. Works without scripts. */
@Path("/cards/{offerId}")
@Blocking
public class CardPages {
    private static final String SURFACE = "web";

    private final CardDesk desk;
    private final Decider decider;
    private final Rulebooks rulebooks;
    private final SignedIn signedIn;
    private final Notices notices;
    private final Template page;
    private final Template state;

    @Inject
    public CardPages(
            CardDesk desk,
            Decider decider,
            Rulebooks rulebooks,
            SignedIn signedIn,
            Notices notices,
            @Location("action/card") Template page,
            @Location("action/card-state") Template state) {
        this.desk = desk;
        this.decider = decider;
        this.rulebooks = rulebooks;
        this.signedIn = signedIn;
        this.notices = notices;
        this.page = page;
        this.state = state;
    }

    /** What the forms hold: the card's own values, or what was entered and refused. */
    public record Form(String subject, String text, String plan, String discount, String reason, String note) {
        static Form of(CardView card) {
            return new Form(
                    card.message().subject(),
                    card.message().textBody(),
                    card.offer().proposedPlan(),
                    card.offer().discountPercent().stripTrailingZeros().toPlainString(),
                    "",
                    "");
        }
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance show(@RestPath String offerId) {
        Shown shown = found(offerId);
        CardView card = CardView.of(shown);
        return render(shown, card, Form.of(card), List.of(), "");
    }

    /** The state alone, for a page that waits for the mail to leave. */
    @GET
    @Path("state")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance state(@RestPath String offerId) {
        return state.data("card", CardView.of(found(offerId)));
    }

    @POST
    @Path("approve")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response approve(@RestPath String offerId, @RestForm String sha256, @RestForm int revision) {
        return answered(offerId, new Command.Approve(text(sha256), revision), Optional.empty());
    }

    @POST
    @Path("edit")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response edit(
            @RestPath String offerId,
            @RestForm String sha256,
            @RestForm int revision,
            @RestForm String subject,
            @RestForm String text,
            @RestForm String plan,
            @RestForm String discount) {
        Form form = new Form(text(subject), text(text), text(plan), text(discount), "", "");
        Command.Edit edit =
                new Command.Edit(text(sha256), revision, form.subject(), form.text(), form.plan(), percent(discount));
        return answered(offerId, edit, Optional.of(form));
    }

    @POST
    @Path("skip")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response skip(
            @RestPath String offerId, @RestForm int revision, @RestForm String reason, @RestForm String note) {
        CardView card = CardView.of(found(offerId));
        Form own = Form.of(card);
        Form form = new Form(own.subject(), own.text(), own.plan(), own.discount(), text(reason), text(note));
        return answered(
                offerId, new Command.Skip(revision, text(reason), Optional.ofNullable(note)), Optional.of(form));
    }

    @POST
    @Path("undo")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response undo(@RestPath String offerId, @RestForm int sequence) {
        return answered(offerId, new Command.Undo(Optional.of(sequence)), Optional.empty());
    }

    @POST
    @Path("resolve")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response resolve(@RestPath String offerId, @RestForm String outcome) {
        return answered(offerId, new Command.Resolve("arrived".equals(outcome)), Optional.empty());
    }

    /** Back to the card with a line about what happened; a field that is refused keeps what was entered. */
    private Response answered(String offerId, Command command, Optional<Form> form) {
        switch (decider.decide(offerId, command, SURFACE, Optional.empty())) {
            case Said.Yes yes -> yes.done().ifPresent(this::tell);
            case Said.No(Refusal.BadFields fields)
            when form.isPresent() -> {
                return refused(offerId, fields, form.get(), command instanceof Command.Skip ? "skip" : "edit");
            }
            case Said.No(Refusal refusal) -> {
                if (refusal instanceof Refusal.NotYours || refusal instanceof Refusal.ReadOnly) {
                    throw Refusals.problem(refusal, decider.zone()).raised();
                }
                notices.failed(Refusals.sentence(refusal, decider.zone()));
            }
        }
        return Response.seeOther(URI.create("/cards/" + offerId)).build();
    }

    private Response refused(String offerId, Refusal.BadFields fields, Form form, String open) {
        Shown shown = found(offerId);
        List<Problem.FieldError> errors = fields.problems().stream()
                .map(each -> new Problem.FieldError(each.field(), each.problem(), each.advice()))
                .toList();
        return Response.status(422)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .entity(render(shown, CardView.of(shown), form, errors, open).render())
                .build();
    }

    private void tell(Done done) {
        String account = done.after().dossier().accountName();
        Kind kind = done.action().kind();
        switch (kind) {
            case APPROVED -> notices.done("Approved. The mail to " + account + " leaves now.");
            case EDITED -> notices.done("Saved. Read it once more as it stands now, then approve it.");
            case SKIPPED, RELEASED -> notices.done("No offer for " + account + " this cycle.");
            case REQUEUED ->
                notices.done(account + " comes back with a new draft on "
                        + Wording.day(done.action().until().orElseThrow()) + ".");
            case SNOOZED ->
                notices.done(account + " waits again on "
                        + Wording.day(done.action().until().orElseThrow()) + ".");
            case REASSIGNED ->
                notices.done(account + " is " + done.after().owner().name() + "'s now.");
            case EXCEPTION_REQUESTED -> notices.done("Asked. The approvers are told.");
            case EXCEPTION_GRANTED -> notices.done("Granted.");
            case EXCEPTION_REFUSED -> notices.done("Refused.");
            case UNDONE ->
                notices.done("Undone."
                        + done.action().reason().map(why -> " But " + why + ".").orElse(""));
            case RESOLVED_ARRIVED -> notices.done("Recorded: the mail arrived.");
            case RESOLVED_NOT_SENT -> notices.done("Recorded: the mail was not sent. The card is back in the queue.");
            case HELD -> notices.warn("Not sent: " + done.action().reason().orElse("the rules have changed") + ".");
            case SENT, SEND_UNKNOWN, SEND_FAILED, STALE, IGNORED, WOKEN, EXPIRED ->
                throw new IllegalStateException(kind + " is no person's act");
        }
    }

    private Shown found(String offerId) {
        return desk.show(signedIn.tenant(), offerId).orElseThrow(Decider::noSuchCard);
    }

    private TemplateInstance render(
            Shown shown, CardView card, Form form, List<Problem.FieldError> errors, String open) {
        Optional<Rulebook> rulebook = rulebooks.inForce(signedIn.tenant()).map(Rulebooks.Versioned::rulebook);
        Person person =
                new Person(signedIn.email(), signedIn.name(), SURFACE, signedIn.mayDecide(), signedIn.isAdmin());
        boolean mayAct = rulebook.map(
                        rules -> person.mayActOn(shown.card(), rules).isEmpty())
                .orElse(false);
        return page.data("card", card)
                .data("form", form)
                .data("errors", errors)
                .data("open", open)
                .data("mayAct", mayAct)
                .data("undoable", mayAct && undoable(card))
                .data("plans", rulebook.map(Rulebook::plans).orElse(List.of()))
                .data("reasons", rulebook.map(Rulebook::skipReasons).orElse(List.of()))
                .data(
                        "requeueDays",
                        rulebook.map(rules -> rules.followUp().requeueDays()).orElse(7));
    }

    private static boolean undoable(CardView card) {
        if (card.actions().isEmpty() || card.newerRevision() != null) {
            return false;
        }
        return switch (Kind.valueOf(card.actions().getFirst().action())) {
            case EDITED, SKIPPED, REQUEUED, RELEASED, SENT, RESOLVED_ARRIVED -> true;
            case SNOOZED, REASSIGNED, EXCEPTION_REQUESTED, EXCEPTION_GRANTED -> true;
            case EXCEPTION_REFUSED, WOKEN, EXPIRED -> false;
            case APPROVED -> card.status().equals("approved");
            case SEND_UNKNOWN, SEND_FAILED, RESOLVED_NOT_SENT, UNDONE, HELD, STALE, IGNORED -> false;
        };
    }

    /** Null where it is no number: the domain says so at the field. */
    static BigDecimal percent(String typed) {
        try {
            String plain = text(typed).strip().replaceAll("\\s*%$", "");
            return plain.isEmpty() || plain.length() > 20 ? null : new BigDecimal(plain);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
