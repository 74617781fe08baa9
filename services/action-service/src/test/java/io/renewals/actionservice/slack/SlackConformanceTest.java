package io.renewals.actionservice.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.adapter.MyQueue.Waiting;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.Outcome;
import io.renewals.actionservice.domain.Refusal;
import io.renewals.actionservice.slack.CardModals.Filled;
import io.renewals.actionservice.slack.CardModals.Wanted;
import io.renewals.actionservice.slack.Outcomes.Ended;
import io.renewals.actionservice.slack.Outcomes.Result;
import io.renewals.rulebook.Rulebook;
import io.renewals.standins.slack.BlockLimits;
import io.renewals.wording.SlackText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a card: Slack takes every view that is built of it, and obeys nothing in it. */
class SlackConformanceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PUBLIC_URL = "http://localhost:8080";
    private static final Rulebook RULEBOOK = HostileCards.RULEBOOK;
    private static final List<ActionId> FORMS =
            Arrays.stream(ActionId.values()).filter(ActionId::opensAForm).toList();

    private final CardModals modals = new CardModals(JSON, PUBLIC_URL);
    private final Views views = modals.views();

    @ParameterizedTest
    @MethodSource("io.renewals.actionservice.slack.HostileCards#texts")
    void everyModalOfAQueuedCardIsTaken(String text) {
        for (ActionId action : FORMS) {
            isTaken(modals.loading(action));
            isTaken(filled(action, HostileCards.with(text), text));
            isTaken(filled(action, HostileCards.asking(text), text));
            isTaken(filled(action, HostileCards.held(text), text));
        }
    }

    @ParameterizedTest
    @MethodSource("io.renewals.actionservice.slack.HostileCards#texts")
    void everyReasonWhyThereIsNoModalIsTaken(String text) {
        for (String state : List.of("skipped", "stale", "expired", "snoozed", "sent")) {
            for (ActionId action : FORMS) {
                isTaken(filled(action, HostileCards.ended(text, state), text));
            }
        }
        CardDesk.Shown found = HostileCards.shown(HostileCards.with(text), text);
        isTaken(views.write(
                modals.fill(wanted(ActionId.EDIT, found.card()), found, HostileCards.TOM, RULEBOOK, HostileCards.TODAY)
                        .view()));
    }

    @ParameterizedTest
    @MethodSource("io.renewals.actionservice.slack.HostileCards#texts")
    void theHomeTabIsTakenWithAnyNumberOfCardsAndResults(String text) {
        HomeView home = new HomeView(views);
        for (int cards : new int[] {0, 1, 11, 60}) {
            for (int results : new int[] {0, 1, 40}) {
                List<Waiting> waiting = IntStream.range(0, cards)
                        .mapToObj(i -> new Waiting(
                                HostileCards.numbered(
                                        i % 3 == 0 ? HostileCards.held(text) : HostileCards.with(text), i),
                                i % 2 == 0))
                        .toList();
                isTaken(views.write(
                        home.of(waiting, cards, Collections.nCopies(results, text), RULEBOOK, HostileCards.TODAY)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.renewals.actionservice.slack.HostileCards#texts")
    void everyAnswerToACommandIsTaken(String text) throws Exception {
        CommandAnswers answers = new CommandAnswers(views);
        Clicker clicker = new Clicker("acme", "U0MARIA", HostileCards.MARIA, RULEBOOK);
        List<Waiting> many =
                new ArrayList<>(Collections.nCopies(CommandAnswers.CARDS, new Waiting(HostileCards.with(text), false)));
        List<Waiting> found = List.of(
                new Waiting(HostileCards.with(text), false),
                new Waiting(HostileCards.held(text), false),
                new Waiting(HostileCards.ended(text, "sent"), false),
                new Waiting(HostileCards.ended(text, "stale"), false),
                new Waiting(HostileCards.ended(text, "skipped"), false),
                new Waiting(HostileCards.with(text), false));
        for (String answer : List.of(
                answers.help(),
                answers.queue(List.of(), 0, HostileCards.TODAY),
                answers.queue(many, 400, HostileCards.TODAY),
                answers.account(text, List.of(), clicker, HostileCards.TODAY),
                answers.account(text, found, clicker, HostileCards.TODAY),
                views.alone(text, new Blocks()))) {
            JsonNode reply = JSON.readTree(answer);
            assertThat(BlockLimits.ofReply(reply)).isEmpty();
            saysNothingThatSlackObeys(reply);
        }
    }

    @ParameterizedTest
    @MethodSource("io.renewals.actionservice.slack.HostileCards#texts")
    void whatCameOfADecisionIsTaken(String text) {
        Asked.Wish wish = new Asked.Wish("approve", HostileCards.OFFER, 2, HostileCards.SHA, 0, Map.of());
        List<Ended> ends = List.of(
                new Ended.NotTried(text),
                new Ended.Decided(new CardDesk.Answer.Decided(new Outcome.Refused(new Refusal.IsStale(text)))),
                new Ended.Decided(new CardDesk.Answer.Decided(new Outcome.Refused(new Refusal.NotYours(text, text)))),
                new Ended.Decided(new CardDesk.Answer.NoSuchCard()));
        for (Ended ended : ends) {
            String line = Outcomes.line(new Result(wish, text, ended), RULEBOOK.zone());
            isTaken(views.write(views.message("What came of it", line)));
        }
    }

    @ParameterizedTest
    @MethodSource("io.renewals.actionservice.slack.HostileCards#texts")
    void errorsAreAtInputsOfTheForm(String text) throws Exception {
        JsonNode form = JSON.readTree(filled(ActionId.SKIP, HostileCards.with("Bayside"), "Bayside"));
        String block = form.path("blocks").findValuesAsText("block_id").stream()
                .filter(id -> id.endsWith(".reason"))
                .findFirst()
                .orElseThrow();

        JsonNode answer = JSON.readTree(views.errors(Map.of(block, text)));

        assertThat(BlockLimits.ofSubmissionAnswer(answer, form)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2_999, 3_000, 3_001, 6_001, 200_000, 400_000})
    void aReviewShowsEveryWordOrSendsToThePage(int length) throws Exception {
        String body =
                "<Word & word>\n".repeat(length / 14 + 1).substring(0, length).strip() + ".";
        Filled filled = modals.review(HostileCards.mail(body));
        JsonNode view = JSON.readTree(views.write(filled.view()));

        isTaken(view.toString());
        assertThat(view.has("submit")).as("ends in Approve").isEqualTo(filled.wholeText());
        if (filled.wholeText()) {
            StringBuilder shown = new StringBuilder();
            view.path("blocks")
                    .forEach(each -> shown.append(each.at("/text/text").asText()));
            assertThat(shown).contains(SlackText.escape(body));
        } else {
            assertThat(length).isGreaterThan(100_000);
            assertThat(view.toString()).contains("/cards/" + HostileCards.OFFER).doesNotContain("private_metadata");
        }
    }

    @Test
    void whatIsRenderedAgainSharesNoBlockId() throws Exception {
        Card card = HostileCards.with("Bayside");

        List<String> first = ids(filled(ActionId.EDIT, card, "Bayside"));
        List<String> second = ids(filled(ActionId.EDIT, card, "Bayside"));

        assertThat(first).isNotEmpty().doesNotContainAnyElementsOf(second);
    }

    @Test
    void theEditFormIsPreFilledAndNamesTheCap() throws Exception {
        JsonNode view = JSON.readTree(filled(ActionId.EDIT, HostileCards.mail("Hi Sam"), "Bayside"));

        assertThat(view.findValuesAsText("initial_value")).contains("10", "Bayside Studio", "Hi Sam");
        assertThat(view.at("/blocks/0/element/initial_option/value").asText()).isEqualTo("business");
        assertThat(view.toString()).contains("At most 15%").contains("Ask for an exception");
    }

    @Test
    void theSnoozeFormNamesTheLastDay() {
        assertThat(filled(ActionId.SNOOZE, HostileCards.mail("Hi"), "Bayside"))
                .contains("19 Dec 2026, the day before the notice deadline");
    }

    @Test
    void aHeldCardOffersWhatItsHoldLeavesAndTheSameEverywhere() throws Exception {
        Map<String, List<String>> wanted = Map.of(
                "cap", List.of("edit", "skip", "exception", "reassign"), "suppression", List.of("skip", "reassign"));
        Clicker clicker = new Clicker("acme", "U0MARIA", HostileCards.MARIA, RULEBOOK);
        CommandAnswers answers = new CommandAnswers(views);
        for (String limit : wanted.keySet()) {
            List<Waiting> held = List.of(new Waiting(HostileCards.heldBy(limit), false));

            List<String> shown = List.of(
                    views.write(new HomeView(views).of(held, 1, List.of(), RULEBOOK, HostileCards.TODAY)),
                    answers.queue(held, 1, HostileCards.TODAY),
                    answers.account("Bayside", held, clicker, HostileCards.TODAY));

            for (String view : shown) {
                assertThat(buttons(view)).as(limit).isEqualTo(wanted.get(limit));
            }
        }
    }

    @Test
    void noFormOpensThatCouldOnlyBeRefused() {
        for (ActionId action : List.of(ActionId.EDIT, ActionId.EXCEPTION, ActionId.SNOOZE, ActionId.REVIEW)) {
            assertThat(filled(action, HostileCards.heldBy("suppression"), "x"))
                    .as(action.id())
                    .contains("This card is held")
                    .doesNotContain("\"submit\"");
        }
        assertThat(filled(ActionId.SNOOZE, HostileCards.heldBy("cap"), "x")).contains("This card is held");
        assertThat(filled(ActionId.EXCEPTION, HostileCards.heldBy("cap"), "20")).contains("\"submit\"");
    }

    @Test
    void anUndoOfAnActionThatWasFollowedByAnotherIsRefused() {
        Card card = HostileCards.mail("Hi");
        CardDesk.Shown found = HostileCards.shown(card, "Bayside");
        Shown earlier = new Shown("acme", HostileCards.OFFER, 2, HostileCards.SHA, 7);

        Filled filled = modals.fill(
                new Wanted(ActionId.UNDO, earlier, Optional.empty(), Optional.empty()),
                found,
                HostileCards.MARIA,
                RULEBOOK,
                HostileCards.TODAY);

        assertThat(views.write(filled.view())).contains("action 7 was followed by a later one");
    }

    @Test
    void onlyWhatWasReadUneditedAndInsideEveryLimitCanBeTicked() {
        Card card = HostileCards.mail("Hi");

        assertThat(HomeView.mayBeTicked(new Waiting(card, true), RULEBOOK)).isTrue();
        assertThat(HomeView.mayBeTicked(new Waiting(card, false), RULEBOOK)).isFalse();
        assertThat(HomeView.mayBeTicked(new Waiting(HostileCards.held("x"), true), RULEBOOK))
                .isFalse();
        assertThat(HomeView.mayBeTicked(new Waiting(HostileCards.asking("x"), true), RULEBOOK))
                .isFalse();
    }

    private String filled(ActionId action, Card card, String text) {
        CardDesk.Shown found = HostileCards.shown(card, text);
        return views.write(modals.fill(
                        new Wanted(action, Views.shown(card), Optional.of(text), Optional.of(text)),
                        found,
                        HostileCards.MARIA,
                        RULEBOOK,
                        HostileCards.TODAY)
                .view());
    }

    private static Wanted wanted(ActionId action, Card card) {
        return new Wanted(action, Views.shown(card), Optional.empty(), Optional.empty());
    }

    private static List<String> buttons(String view) throws Exception {
        return JSON.readTree(view).findValues("elements").stream()
                .flatMap(elements -> elements.findValuesAsText("action_id").stream())
                .toList();
    }

    private static List<String> ids(String view) throws Exception {
        return JSON.readTree(view).path("blocks").findValuesAsText("block_id");
    }

    private static void isTaken(String view) {
        try {
            JsonNode read = JSON.readTree(view);
            assertThat(BlockLimits.ofView(read))
                    .as(view.substring(0, Math.min(400, view.length())))
                    .isEmpty();
            saysNothingThatSlackObeys(read);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(view, e);
        }
    }

    /** Markup works in links of the product's own alone; anything else is plain, with what could be a mention escaped. */
    private static void saysNothingThatSlackObeys(JsonNode node) {
        if (node.path("type").asText().equals("mrkdwn")) {
            assertThat(node.path("text").asText()).matches("<http://localhost:8080/(queue|cards/[0-9a-f-]+)\\|[^<>]*>");
        }
        if (node.path("type").asText().equals("plain_text")) {
            assertThat(node.path("text").asText()).doesNotContain("<").doesNotContain(">");
            assertThat(node.path("emoji").asBoolean()).isFalse();
        }
        node.forEach(SlackConformanceTest::saysNothingThatSlackObeys);
    }
}
