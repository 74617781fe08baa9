package io.renewals.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CardBlocksTest {
    @Test
    void aCardShowsWhatItsOwnerDecidesOn() {
        assertThat(shown(Cards.owned(Cards.card("Bayside", "Hi Sam,\n\nhello"), Standing.Open.FRESH)))
                .contains(
                        "Bayside",
                        "Pro, USD 49.00",
                        "Business, 40 units, USD 80.10",
                        "10% (cap 15% for tier mid)",
                        "expansion, medium severity",
                        "usage:util",
                        "Words by the template",
                        "Renews in 60 days, on 2027-01-20",
                        "Notice deadline in 29 days, on 2026-12-20",
                        "Subject: Room to grow",
                        "Hi Sam,\n\nhello",
                        "{\"tenant\":\"acme\",\"offer\":\"o-1\",\"revision\":2,\"sha256\":\"" + "a".repeat(64) + "\"}",
                        "http://localhost:8080/cards/o-1")
                .doesNotContain("crm:3");
    }

    @Test
    void everyDecisionIsAButtonAtMostFiveInARow() {
        SlackMessage message = render(Cards.owned(Cards.card("Bayside", "Hi"), new Standing.Open("Edited.", 4)));

        assertThat(actions(message))
                .containsExactly(
                        List.of("approve", "edit", "skip"), List.of("exception", "snooze", "reassign", "undo"));
        assertThat(message.blocks().toString()).contains("\"sequence\":4}");
    }

    @Test
    void aLongMailIsReviewedNotApproved() {
        SlackMessage message = render(Cards.owned(Cards.card("Bayside", "words ".repeat(2_000)), Standing.Open.FRESH));

        assertThat(actions(message).getFirst()).startsWith("review").doesNotContain("approve");
        assertThat(message.blocks().toString()).contains("[cut]");
    }

    @Test
    void aMailOfEightThousandCharactersIsShownWhole() {
        assertThat(actions(render(Cards.owned(Cards.card("Bayside", "words ".repeat(1_333)), Standing.Open.FRESH)))
                        .getFirst())
                .contains("approve");
    }

    @Test
    void aHeldCardSaysWhichLimitAndWhatCanBeDone() {
        SlackMessage cap = render(
                Cards.owned(Cards.card("Bayside", "Hi"), new Standing.Held("cap", "20% is above the cap of 15%", 0)));
        SlackMessage suppressed = render(Cards.owned(
                Cards.card("Bayside", "Hi"),
                new Standing.Held("suppression", "open severe support case support:9", 0)));

        assertThat(cap.blocks().toString())
                .contains(
                        "'cap'",
                        "20% is above the cap of 15%",
                        "lower the discount to the cap",
                        "Ask for an exception");
        assertThat(actions(cap)).containsExactly(List.of("edit", "exception", "skip", "reassign"));
        assertThat(suppressed.blocks().toString())
                .contains("Held: open severe support case support:9", "it is drafted anew");
        assertThat(actions(suppressed)).containsExactly(List.of("skip", "reassign"));
    }

    @Test
    void whoHadTheCardBeforeIsToldWhoHasItAndDecidesNothing() {
        SlackMessage message = render(Cards.read(
                Cards.card("Bayside", "Hi"),
                new Standing.Open("Reassigned by Ada.", 3),
                Purpose.CARD,
                Cards.TOM,
                null,
                ""));

        assertThat(message.blocks().toString())
                .contains("Maria Santos decides on this renewal now.", "Reassigned by Ada.");
        assertThat(actions(message)).isEmpty();
    }

    @Test
    void aReminderDecidesOnNoWordsThatItDoesNotShow() {
        SlackMessage message = render(Cards.read(
                Cards.card("Bayside", "Hi"), Standing.Open.FRESH, Purpose.REMINDER, Cards.MARIA, null, "It waits."));

        assertThat(message.blocks().toString()).contains("Reminder: Bayside", "It waits.");
        assertThat(actions(message)).containsExactly(List.of("review", "skip", "snooze", "reassign"));
    }

    @Test
    void aDelegateSeesAndMayDoWhatTheOwnerMay() {
        SlackMessage message = render(Cards.read(
                Cards.card("Bayside", "Hi"), Standing.Open.FRESH, Purpose.ESCALATION_DELEGATE, Cards.TOM, null, "So."));

        assertThat(message.blocks().toString()).contains("Not decided yet: Bayside", "Owner: Maria Santos");
        assertThat(actions(message).getFirst()).contains("approve");
    }

    @Test
    void aManagerMayGiveTheCardToSomebodyElse() {
        SlackMessage message = render(Cards.read(
                Cards.card("Bayside", "Hi"), Standing.Open.FRESH, Purpose.ESCALATION_MANAGER, Cards.ADA, null, "So."));

        assertThat(actions(message)).containsExactly(List.of("reassign"));
    }

    @Test
    void anApproverGrantsOrRefusesOnceAndThenSeesWhatBecameOfIt() {
        CardFacts card = Cards.card("Bayside", "Hi");
        ExceptionAsk ask = Cards.asked("a rival offers less");

        SlackMessage wanted = render(Cards.read(card, new Standing.Open("", 3), Purpose.EXCEPTION, Cards.ADA, ask, ""));
        SlackMessage given = render(Cards.read(card, new Standing.Open("", 3), Purpose.EXCEPTION, Cards.TOM, ask, ""));
        SlackMessage over = render(Cards.read(
                card, new Standing.Open("", 4), Purpose.EXCEPTION, Cards.ADA, ask.closed("Granted by Ada."), ""));

        assertThat(wanted.blocks().toString()).contains("22% off", "a rival offers less", "Granted by 0 of 2");
        assertThat(actions(wanted)).containsExactly(List.of("exception_grant", "exception_refuse"));
        assertThat(given.blocks().toString()).contains("You have decided");
        assertThat(actions(given)).isEmpty();
        assertThat(over.blocks().toString()).contains("Granted by Ada.");
        assertThat(actions(over)).isEmpty();
    }

    @Test
    void aDecisionCanBeTakenBackByWhoseCardItIs() {
        CardFacts card = Cards.card("Bayside", "Hi");
        Standing skipped = new Standing.Closed("Skipped by Maria.", 5);

        assertThat(actions(render(Cards.owned(card, skipped)))).containsExactly(List.of("undo"));
        assertThat(actions(render(Cards.read(card, skipped, Purpose.ESCALATION_MANAGER, Cards.ADA, null, ""))))
                .isEmpty();
    }

    @Test
    void anotherVersionHasOtherBlockIds() {
        Reading card = Cards.owned(Cards.card("Bayside", "Hi"), Standing.Open.FRESH);
        var first = CardBlocks.render(card, "http://x", "c1-1").blocks();
        var second = CardBlocks.render(card, "http://x", "c2-1").blocks();

        assertThat(first)
                .extracting(block -> block.get("block_id"))
                .doesNotContainAnyElementsOf(
                        second.stream().map(block -> block.get("block_id")).toList());
    }

    static SlackMessage render(Reading reading) {
        return CardBlocks.render(reading, Cards.PUBLIC_URL, "c1-1");
    }

    private static String shown(Reading reading) {
        return render(reading).blocks().toString();
    }

    static List<List<String>> actions(SlackMessage message) {
        return message.blocks().stream()
                .filter(block -> block.get("type").equals("actions"))
                .map(block -> ((List<?>) block.get("elements"))
                        .stream()
                                .map(element -> (String) ((Map<?, ?>) element).get("action_id"))
                                .toList())
                .toList();
    }
}
