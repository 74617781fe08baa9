package io.renewals.actionservice.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.adapter.RequestStore;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.Command;
import io.renewals.actionservice.domain.Outcome;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.actionservice.domain.Person;
import io.renewals.actionservice.domain.Refusal;
import io.renewals.actionservice.web.Refusals;
import io.renewals.messaging.Retriable;
import io.renewals.rulebook.Owner;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Clicks and modals, verified: who it was and for which tenant comes from the rulebooks in force, never from the payload alone. */
@ApplicationScoped
public class Interactions {
    private final Rulebooks rulebooks;
    private final Transactions transactions;
    private final CardDesk desk;
    private final SlackCalls calls;
    private final Modals modals;
    private final ObjectMapper json;

    @Inject
    public Interactions(
            Rulebooks rulebooks,
            Transactions transactions,
            CardDesk desk,
            SlackCalls calls,
            SlackAccess access,
            ObjectMapper json) {
        this.rulebooks = rulebooks;
        this.transactions = transactions;
        this.desk = desk;
        this.calls = calls;
        this.modals = new Modals(json, access.publicUrl());
        this.json = json;
    }

    /** What the request is answered with. */
    sealed interface Answer {
        /** 200 and nothing more. In a modal: it closes. */
        record Acknowledged() implements Answer {}

        /** Errors at fields, or another view. */
        record View(String json) implements Answer {}

        /** Not acted on. */
        record Refused(String why) implements Answer {}
    }

    /** Somebody of a tenant. */
    private record Clicker(String tenant, Person person, Rulebook rulebook) {}

    /** @param signature of the request, refused the second time */
    Answer receive(JsonNode payload, String signature) {
        String team = payload.path("team").path("id").asText("");
        Optional<Rulebook> rulebook = rulebooks.bySlackTeam(team).map(Rulebooks.Versioned::rulebook);
        if (rulebook.isEmpty()) {
            return new Answer.Refused("This workspace belongs to no company here.");
        }
        String tenant = rulebook.get().tenant();
        boolean firstTime = transactions.inTenant(tenant, work -> new RequestStore(work).firstTime(signature));
        if (!firstTime) {
            return new Answer.Refused("This request was here before.");
        }
        Optional<Owner> owner =
                rulebook.get().ownerBySlackId(payload.path("user").path("id").asText(""));
        if (owner.isEmpty()) {
            return unknownPerson(payload);
        }
        boolean admin = owner.get().id().equals(rulebook.get().adminFallback());
        Person person = new Person(owner.get().email(), owner.get().name(), "slack", true, admin);
        Clicker clicker = new Clicker(tenant, person, rulebook.get());
        return switch (payload.path("type").asText()) {
            case "block_actions" -> clicked(payload, clicker);
            case "view_submission" -> submitted(payload.path("view"), clicker);
            default -> new Answer.Acknowledged();
        };
    }

    private Answer unknownPerson(JsonNode payload) {
        String text =
                "Nothing was recorded: the rulebook knows no owner with your Slack member id. Ask an admin to add it.";
        if (payload.path("type").asText().equals("view_submission")) {
            return new Answer.View(modals.replacement(modals.message("Not recorded", text)));
        }
        calls.tellAlone(payload.path("response_url").asText(""), text);
        return new Answer.Acknowledged();
    }

    private Answer clicked(JsonNode payload, Clicker clicker) {
        JsonNode action = payload.path("actions").path(0);
        String responseUrl = payload.path("response_url").asText("");
        String actionId = action.path("action_id").asText();
        if (!Modals.ACTIONS.contains(actionId)) {
            return new Answer.Acknowledged();
        }
        Optional<Shown> shown = Shown.read(json, action.path("value").asText())
                .filter(value -> value.tenant().equals(clicker.tenant()));
        if (shown.isEmpty()) {
            calls.tellAlone(responseUrl, "Nothing was recorded: this button belongs to no card of yours.");
            return new Answer.Acknowledged();
        }
        if (actionId.equals("approve")) {
            Command approve =
                    new Command.Approve(shown.get().sha256(), shown.get().revision());
            tellOutcome(decide(shown.get(), approve, clicker), clicker, responseUrl);
            return new Answer.Acknowledged();
        }
        Optional<Card> card = desk.show(clicker.tenant(), shown.get().offer()).map(CardDesk.Shown::card);
        Optional<String> problem = card.isEmpty()
                ? Optional.of("Nothing was recorded: there is no such card.")
                : modals.whyNot(card.get(), shown.get(), clicker.person(), clicker.rulebook(), actionId);
        problem.ifPresentOrElse(
                text -> calls.tellAlone(responseUrl, text),
                () -> calls.openModal(
                        clicker.tenant(),
                        payload.path("trigger_id").asText(""),
                        modals.open(actionId, card.orElseThrow(), clicker.rulebook())));
        return new Answer.Acknowledged();
    }

    private void tellOutcome(CardDesk.Answer answer, Clicker clicker, String responseUrl) {
        sentence(answer, clicker).ifPresent(text -> calls.tellAlone(responseUrl, text));
    }

    /** What a person has to be told; empty: it went as wanted, and the card itself says so. */
    private Optional<String> sentence(CardDesk.Answer answer, Clicker clicker) {
        return switch (answer) {
            case CardDesk.Answer.Decided(Done done) ->
                done.action().kind() == Kind.HELD
                        ? Optional.of("Not sent, the card is held: "
                                + done.action().reason().orElse("the rules have changed") + ".")
                        : Optional.empty();
            case CardDesk.Answer.Decided(Outcome.Refused refused) ->
                Optional.of(Refusals.sentence(refused.why(), clicker.rulebook().zone()));
            case CardDesk.Answer.DoneBefore before -> Optional.empty();
            case CardDesk.Answer.KeyReused reused -> Optional.of("Nothing was recorded.");
            case CardDesk.Answer.NoSuchCard none -> Optional.of("Nothing was recorded: there is no such card.");
            case CardDesk.Answer.NoRulebook none -> Optional.of("Nothing was recorded: no rulebook is in force.");
        };
    }

    private CardDesk.Answer decide(Shown shown, Command command, Clicker clicker) {
        return desk.decide(clicker.tenant(), shown.offer(), command, clicker.person(), Optional.empty());
    }

    private Answer submitted(JsonNode view, Clicker clicker) {
        Optional<Shown> shown = Shown.read(json, view.path("private_metadata").asText())
                .filter(value -> value.tenant().equals(clicker.tenant()));
        if (shown.isEmpty()) {
            return new Answer.Refused("This form belongs to no card of yours.");
        }
        Entered entered = new Entered(view.path("state").path("values"));
        Command command =
                switch (view.path("callback_id").asText()) {
                    case "edit" ->
                        new Command.Edit(
                                shown.get().sha256(),
                                shown.get().revision(),
                                entered.text("subject"),
                                entered.text("text"),
                                entered.choice("plan"),
                                entered.number("discount"));
                    case "skip" ->
                        new Command.Skip(
                                shown.get().revision(), entered.choice("reason"), Optional.of(entered.text("note")));
                    case "review" ->
                        new Command.Approve(shown.get().sha256(), shown.get().revision());
                    default -> null;
                };
        if (command == null) {
            return new Answer.Acknowledged();
        }
        try {
            return afterSubmission(decide(shown.get(), command, clicker), clicker);
        } catch (Retriable e) {
            String text = "Nothing was recorded: the service is busy. Try again in a moment.";
            return new Answer.View(modals.replacement(modals.message("Not recorded", text)));
        }
    }

    private Answer afterSubmission(CardDesk.Answer answer, Clicker clicker) {
        if (answer instanceof CardDesk.Answer.Decided(Outcome.Refused(Refusal.BadFields fields))) {
            Map<String, String> errors = new LinkedHashMap<>();
            fields.problems()
                    .forEach(each -> errors.merge(
                            each.field(), each.problem() + " - " + each.advice(), (one, other) -> one + "; " + other));
            return new Answer.View(modals.errors(errors));
        }
        return sentence(answer, clicker)
                .<Answer>map(text -> new Answer.View(modals.replacement(modals.message("Not done", text))))
                .orElseGet(Answer.Acknowledged::new);
    }

    /** What a submitted form holds: each block has one element, whose action id is {@code value}. */
    private record Entered(JsonNode values) {
        String text(String block) {
            return values.path(block).path("value").path("value").asText("");
        }

        String choice(String block) {
            return values.path(block)
                    .path("value")
                    .path("selected_option")
                    .path("value")
                    .asText("");
        }

        /** Null: no number. */
        BigDecimal number(String block) {
            try {
                String typed = text(block).strip().replaceAll("\\s*%$", "");
                return typed.isEmpty() || typed.length() > 20 ? null : new BigDecimal(typed);
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }
}
