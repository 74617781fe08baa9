package io.renewals.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CardBlocksTest {
    private static final NextStep.Patience PATIENCE =
            new NextStep.Patience(3, Duration.ofSeconds(2), Duration.ofMinutes(5));

    @Test
    void aCardShowsWhatItsOwnerDecidesOn() {
        SlackMessage message =
                CardBlocks.render(Cards.card("Bayside", "Hi Sam,\n\nhello"), new Standing.Open(""), "http://x", "c1-1");

        assertThat(message.blocks().toString())
                .contains(
                        "Bayside",
                        "Pro, USD 49.00",
                        "Business, 40 units, USD 80.10",
                        "10% (cap 15% for tier mid)",
                        "expansion, medium severity",
                        "usage:util",
                        "Words by the template",
                        "60 days",
                        "2026-12-20",
                        "Subject: Room to grow",
                        "Hi Sam,\n\nhello",
                        "action_id=approve",
                        "action_id=edit",
                        "action_id=skip",
                        "{\"tenant\":\"acme\",\"offer\":\"o-1\",\"revision\":2,\"sha256\":\"" + "a".repeat(64) + "\"}",
                        "http://x/cards/o-1");
        assertThat(message.blocks().toString()).doesNotContain("crm:3");
    }

    @Test
    void aLongMailIsReviewedNotApproved() {
        SlackMessage message = CardBlocks.render(
                Cards.card("Bayside", "words ".repeat(2_000)), new Standing.Open(""), "http://x", "c1-1");

        assertThat(message.blocks().toString())
                .contains("action_id=review", "[cut]")
                .doesNotContain("action_id=approve");
    }

    @Test
    void aHeldCardSaysWhichLimitAndHasNoButton() {
        SlackMessage message = CardBlocks.render(
                Cards.card("Bayside", "Hi"), new Standing.Held("cap", "20% is above 15%"), "http://x", "c1-1");

        assertThat(message.blocks().toString())
                .contains("'cap'", "20% is above 15%", "http://x/cards/o-1")
                .doesNotContain("action_id");
    }

    @Test
    void anotherVersionHasOtherBlockIds() {
        CardFacts card = Cards.card("Bayside", "Hi");
        var first = CardBlocks.render(card, new Standing.Open(""), "http://x", "c1-1")
                .blocks();
        var second = CardBlocks.render(card, new Standing.Open(""), "http://x", "c2-1")
                .blocks();

        assertThat(first)
                .extracting(block -> block.get("block_id"))
                .doesNotContainAnyElementsOf(
                        second.stream().map(block -> block.get("block_id")).toList());
    }

    @Test
    void aMailHasExactlyOneLinkWhateverTheNamesSay() {
        CardLetter letter = CardLetter.of(
                Cards.hostile("<a href=\"https://evil.example\">www.evil.example</a>"),
                new Standing.Open(""),
                true,
                "http://x");

        assertThat(letter.html())
                .containsOnlyOnce("href=\"")
                .containsOnlyOnce("://")
                .doesNotContain("www.");
        assertThat(letter.text()).containsOnlyOnce("://");
        assertThat(letter.subject()).startsWith("Reminder: ").doesNotContain("\n");
    }

    @Test
    void whatMayHaveArrivedIsNeverPostedAgain() {
        assertThat(NextStep.after(new Delivery.InDoubt("lost"), true, false, 0, PATIENCE))
                .isEqualTo(new NextStep.InDoubt("lost"));
        assertThat(NextStep.after(new Delivery.InDoubt("lost"), true, true, 0, PATIENCE))
                .isEqualTo(new NextStep.TryAgain(Duration.ofSeconds(2), true, "lost"));
    }

    @Test
    void failuresBeforeThePostAreRepeatedAndThenGoByMail() {
        Delivery not = new Delivery.NotTaken("refused", Optional.empty());

        assertThat(NextStep.after(not, true, false, 1, PATIENCE))
                .isEqualTo(new NextStep.TryAgain(Duration.ofSeconds(4), true, "refused"));
        assertThat(NextStep.after(not, true, false, 2, PATIENCE)).isEqualTo(new NextStep.ByMail("refused"));
        assertThat(NextStep.after(not, false, false, 2, PATIENCE)).isEqualTo(new NextStep.GiveUp("refused"));
        assertThat(NextStep.after(
                        new Delivery.NotTaken("429", Optional.of(Duration.ofSeconds(7))), true, false, 2, PATIENCE))
                .isEqualTo(new NextStep.TryAgain(Duration.ofSeconds(7), false, "429"));
    }
}
