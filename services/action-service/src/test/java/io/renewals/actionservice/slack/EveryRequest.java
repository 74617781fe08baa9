package io.renewals.actionservice.slack;

import static io.renewals.actionservice.slack.SlackPeople.ADA;
import static io.renewals.actionservice.slack.SlackPeople.MARIA;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.actionservice.OwnersCards;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardAction;
import io.renewals.actionservice.domain.CardState.Status;
import io.renewals.actionservice.domain.Command;
import io.renewals.standins.SlackStandIn;
import io.renewals.standins.slack.Forgery;
import io.renewals.standins.slack.Message;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

/** One real request of every kind that Slack can send, each with a card of its own to act on. */
final class EveryRequest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SlackStandIn slack;
    private final OwnersCards cards;
    private final SlackPeople people;

    EveryRequest(SlackStandIn slack, OwnersCards cards, SlackPeople people) {
        this.slack = slack;
        this.cards = cards;
        this.people = people;
    }

    /** One kind of request. @param action empty: none of our buttons is in it */
    record Kind(Class<?> way, String what, Optional<ActionId> action) {
        @Override
        public String toString() {
            return what;
        }
    }

    /** Whatever the product says that it hears: what is new there has no case here, and fails. */
    static Stream<Kind> everything() {
        return Arrays.stream(Incoming.class.getPermittedSubclasses()).flatMap(EveryRequest::kinds);
    }

    private static Stream<Kind> kinds(Class<?> way) {
        if (way == Incoming.Interaction.class) {
            return Stream.concat(
                    Arrays.stream(ActionId.values())
                            .map(action -> new Kind(way, "click " + action.id(), Optional.of(action))),
                    Arrays.stream(ActionId.values())
                            .filter(ActionId::opensAForm)
                            .map(action -> new Kind(way, "form " + action.id(), Optional.of(action))));
        }
        if (way == Incoming.Event.class) {
            return Stream.of(new Kind(way, "event app_home_opened", Optional.empty()));
        }
        if (way == Incoming.SlashCommand.class) {
            return Stream.of(new Kind(way, "command /renewals", Optional.empty()));
        }
        if (way == Incoming.AddressCheck.class) {
            return Stream.of(new Kind(way, "event url_verification", Optional.empty()));
        }
        throw new AssertionError("nothing is tried with " + way);
    }

    /**
     * A request that can be sent.
     *
     * @param status sends it, and gives the status it was answered with
     * @param acted whether it has acted
     * @param leaves what it leaves behind
     */
    record Try(Function<Forgery, Integer> status, Acted acted, Leaves leaves) {}

    interface Acted {
        boolean isSeen() throws SQLException;
    }

    /** How many there are more of afterwards. @param windows that Slack was asked to open */
    record Leaves(long requests, long actions, long mails, long windows) {}

    Try request(Kind kind) throws Exception {
        String name = "forged-" + kind.what().replaceAll("[^a-z]+", "-");
        if (kind.action().isEmpty()) {
            return wordless(kind);
        }
        ActionId action = kind.action().get();
        if (action == ActionId.BULK_APPROVE) {
            return ticked(name);
        }
        String offer = cards.queue(name);
        String member = prepared(action, offer);
        Message message = people.post(cards.card(offer), member);
        if (kind.what().startsWith("click ")) {
            return action.opensAForm()
                    ? new Try(
                            forgery -> status(slack.click(member, message, action.id(), forgery)),
                            () -> shows(member, action, offer),
                            new Leaves(1, 0, 0, 1))
                    : new Try(
                            forgery -> status(slack.click(member, message, action.id(), forgery)),
                            () -> cards.status(offer) == Status.SENT,
                            new Leaves(1, 2, 1, 0));
        }
        JsonNode view = people.modal(message, member, action.id(), offer);
        int before = cards.card(offer).sequence();
        boolean sends = action == ActionId.REVIEW;
        return new Try(
                forgery -> status(
                        slack.submit(member, view, entered(action), forgery).path("delivery")),
                () -> sends
                        ? cards.status(offer) == Status.SENT
                        : cards.count("card_action where offer_id = '" + offer + "' and action = '" + follows(action)
                                        + "' and sequence > " + before)
                                == 1,
                new Leaves(1, sends ? 2 : 1, sends ? 1 : 0, 0));
    }

    private Try wordless(Kind kind) throws SQLException {
        if (kind.way() == Incoming.Event.class) {
            long before = published();
            return new Try(
                    forgery -> status(slack.openHome(MARIA, forgery)),
                    () -> published() > before,
                    new Leaves(1, 0, 0, 0));
        }
        if (kind.way() == Incoming.AddressCheck.class) {
            AtomicReference<String> answered = new AtomicReference<>("");
            return new Try(
                    forgery -> {
                        JsonNode answer = slack.checkAddress("c-1", forgery);
                        answered.set(answer.path("body").asText());
                        return status(answer);
                    },
                    () -> answered.get().equals("c-1"),
                    new Leaves(0, 0, 0, 0));
        }
        long before = recorded();
        return new Try(
                forgery -> status(slack.command(MARIA, "help", forgery)),
                () -> recorded() > before,
                new Leaves(1, 0, 0, 0));
    }

    /** The button of the home tab, with this card's tick. */
    private Try ticked(String account) throws Exception {
        String offer = cards.queue(account);
        Card card = cards.card(offer);
        String tick = offer + " 1 " + card.message().sha256();
        cards.sql("update card set notice_deadline = notice_deadline - 20 where offer_id = '" + offer + "'");
        cards.sql("insert into shown_text (tenant, offer_id, person, sha256, revision, at) values ('acme', '" + offer
                + "', 'maria@acme.example', '" + card.message().sha256() + "', 1, now())");
        slack.openHome(MARIA, Forgery.NONE);
        people.awaitHome(MARIA, tick);
        ObjectNode values = JSON.objectNode();
        values.putArray("cards0").add(tick);
        return new Try(
                forgery -> status(
                        slack.clickIn(MARIA, slack.home(MARIA), "", ActionId.BULK_APPROVE.id(), values, forgery)),
                () -> cards.status(offer) == Status.SENT,
                new Leaves(1, 2, 1, 0));
    }

    /** Puts the card where the action makes sense. @return who can take it */
    private String prepared(ActionId action, String offer) {
        return switch (action) {
            case APPROVE, BULK_APPROVE, REVIEW, EDIT, EXCEPTION, SKIP, SNOOZE, REASSIGN -> MARIA;
            case UNDO -> {
                cards.decided(
                        offer, new Command.Skip(1, "handling_by_hand", Optional.empty(), Optional.empty()), "maria");
                yield MARIA;
            }
            case EXCEPTION_GRANT, EXCEPTION_REFUSE -> {
                Card card = cards.card(offer);
                BigDecimal discount = new BigDecimal("18");
                cards.decided(
                        offer,
                        new Command.AskException(
                                1, card.message().sha256(), card.offer().proposedPlan(), discount, "they ask for it"),
                        "maria");
                yield ADA;
            }
        };
    }

    private ObjectNode entered(ActionId action) {
        ObjectNode values = JSON.objectNode();
        return switch (action) {
            case APPROVE, BULK_APPROVE -> throw new AssertionError("no form");
            case REVIEW, UNDO -> values;
            case EDIT -> values.put("discount", "11");
            case EXCEPTION -> values.put("discount", "18").put("reason", "they ask for it");
            case SKIP -> values.put("reason", "already_churned");
            case SNOOZE -> values.put("until", cards.daysAhead(3));
            case REASSIGN -> values.put("owner", "tom");
            case EXCEPTION_GRANT -> values.put("note", "fine");
            case EXCEPTION_REFUSE -> values.put("reason", "not this year");
        };
    }

    private static CardAction.Kind follows(ActionId action) {
        return switch (action) {
            case APPROVE, BULK_APPROVE, REVIEW -> CardAction.Kind.APPROVED;
            case EDIT -> CardAction.Kind.EDITED;
            case EXCEPTION -> CardAction.Kind.EXCEPTION_REQUESTED;
            case SKIP -> CardAction.Kind.SKIPPED;
            case SNOOZE -> CardAction.Kind.SNOOZED;
            case REASSIGN -> CardAction.Kind.REASSIGNED;
            case UNDO -> CardAction.Kind.UNDONE;
            case EXCEPTION_GRANT -> CardAction.Kind.EXCEPTION_GRANTED;
            case EXCEPTION_REFUSE -> CardAction.Kind.EXCEPTION_REFUSED;
        };
    }

    private boolean shows(String member, ActionId action, String offer) {
        JsonNode view = slack.view(member);
        return view.path("callback_id").asText().equals(action.id())
                && view.path("private_metadata").asText().contains(offer);
    }

    private static int status(JsonNode answer) {
        return answer.path("status").asInt();
    }

    private long recorded() throws SQLException {
        return cards.count("slack_request");
    }

    private long published() {
        return slack.calls().path("counts").path("views.publish").asLong();
    }
}
