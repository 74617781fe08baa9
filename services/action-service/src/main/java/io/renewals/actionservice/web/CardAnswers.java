package io.renewals.actionservice.web;

import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.CardDesk.Shown;
import io.renewals.actionservice.domain.CardAction;
import io.renewals.actionservice.domain.Command;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.actionservice.domain.Refusal;
import io.renewals.actionservice.web.Decider.Said;
import io.renewals.web.Notices;
import io.renewals.web.Problem.FieldError;
import io.renewals.web.SignedIn;
import io.renewals.web.Wording;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a form of the card's page is answered with: back to the card with a line about it, or the form again with its errors. */
@RequestScoped
public class CardAnswers {
    private static final String SURFACE = "web";

    private final CardDesk desk;
    private final Decider decider;
    private final LinkGate links;
    private final CardScreen screen;
    private final SignedIn signedIn;
    private final Notices notices;

    @Inject
    public CardAnswers(
            CardDesk desk, Decider decider, LinkGate links, CardScreen screen, SignedIn signedIn, Notices notices) {
        this.desk = desk;
        this.decider = decider;
        this.links = links;
        this.screen = screen;
        this.signedIn = signedIn;
        this.notices = notices;
    }

    /** A command that takes a day. A text that is none goes back to its field. */
    Response dated(
            String offerId,
            String day,
            Function<Optional<LocalDate>, Command> command,
            String form,
            Map<String, String> entered,
            String link) {
        try {
            return to(offerId, command.apply(Typed.day(day)), form, entered, link);
        } catch (DateTimeException noDay) {
            List<FieldError> errors = List.of(new FieldError("until", "is no date", "write it as 2026-12-01"));
            return refused(offerId, form, entered, errors, link);
        }
    }

    /**
     * @param form its name on the page
     * @param entered field by field, shown again where it is refused
     * @param link of the mail the person came by; null or empty: came another way
     */
    Response to(String offerId, Command command, String form, Map<String, String> entered, String link) {
        String token = link == null ? "" : link;
        Said said = token.isEmpty()
                ? decider.decide(offerId, command, SURFACE, Optional.empty())
                : links.decide(token, offerId, command);
        switch (said) {
            case Said.Yes yes -> yes.done().ifPresent(this::tell);
            case Said.No(Refusal.BadFields fields) -> {
                List<FieldError> errors = fields.problems().stream()
                        .map(each -> new FieldError(each.field(), each.problem(), each.advice()))
                        .toList();
                return refused(offerId, form, entered, errors, token);
            }
            case Said.No(Refusal refusal) -> {
                if (refusal instanceof Refusal.NotYours || refusal instanceof Refusal.ReadOnly) {
                    throw Refusals.problem(refusal, decider.zone()).raised();
                }
                notices.failed(Refusals.sentence(refusal, decider.zone()));
            }
        }
        return Response.seeOther(URI.create("/cards/" + offerId + kept(command, said, token)))
                .build();
    }

    /** After a saved edit the link still stands: the decision is yet to come. */
    private static String kept(Command command, Said said, String token) {
        boolean stillOpen = command instanceof Command.Edit && said instanceof Said.Yes && !token.isEmpty();
        return stillOpen ? "?link=" + URLEncoder.encode(token, StandardCharsets.UTF_8) : "";
    }

    private Response refused(
            String offerId, String form, Map<String, String> entered, List<FieldError> errors, String link) {
        Shown shown = desk.show(signedIn.tenant(), offerId).orElseThrow(Decider::noSuchCard);
        CardForm again = new CardForm(CardView.of(shown), form, entered, errors);
        return Response.status(422)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .entity(screen.render(shown, again, link).render())
                .build();
    }

    private void tell(Done done) {
        String account = done.after().dossier().accountName();
        CardAction action = done.action();
        String reason = action.reason().orElse("the rules have changed");
        switch (action.kind()) {
            case APPROVED -> notices.done("Approved. The mail to " + account + " leaves now.");
            case EDITED -> notices.done("Saved. Read it once more as it stands now, then approve it.");
            case SKIPPED, RELEASED -> notices.done("No offer for " + account + " this cycle.");
            case REQUEUED -> notices.done(account + " comes back with a new draft on " + day(action) + ".");
            case SNOOZED -> notices.done("Out of sight. This card waits for you again on " + day(action) + ", 08:00.");
            case REASSIGNED ->
                notices.done("Handed over: " + done.after().owner().name() + " decides on " + account + " now.");
            case EXCEPTION_REQUESTED ->
                notices.done("Asked. The approver is told; the card stays as it is until then.");
            case EXCEPTION_GRANTED -> notices.done(granted(done));
            case EXCEPTION_REFUSED -> notices.done("Refused. Who asked is told, with your reason.");
            case UNDONE ->
                notices.done("Undone."
                        + action.reason().map(why -> " But " + why + ".").orElse(""));
            case RESOLVED_ARRIVED -> notices.done("Recorded: the mail arrived.");
            case RESOLVED_NOT_SENT -> notices.done("Recorded: the mail was not sent. The card is back in the queue.");
            case HELD -> notices.warn("Not sent: " + reason + ".");
            case SENT, SEND_UNKNOWN, SEND_FAILED, STALE, IGNORED, WOKEN, EXPIRED ->
                throw new IllegalStateException(action.kind() + " is no person's act");
        }
    }

    private static String day(CardAction action) {
        return Wording.day(action.until().orElseThrow());
    }

    private static String granted(Done done) {
        return done.after().openException().isPresent()
                ? "Granted by you. This account is large: a second approver has to grant it as well."
                : "Granted. The card carries the discount now; its owner is told and approves the mail.";
    }
}
