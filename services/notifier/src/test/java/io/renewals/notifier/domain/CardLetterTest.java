package io.renewals.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CardLetterTest {
    private static final URI LINK = URI.create("http://localhost:8080/links/token");

    @Test
    void aMailHasExactlyOneLinkWhateverTheNamesSay() {
        CardLetter letter = CardLetter.of(
                Cards.owned(
                        Cards.hostile("<a href=\"https://evil.example\">www.evil.example</a>"), Standing.Open.FRESH),
                LINK);

        assertThat(letter.html())
                .containsOnlyOnce("href=\"")
                .containsOnlyOnce("://")
                .doesNotContain("www.");
        assertThat(letter.text()).containsOnlyOnce("://").contains(LINK.toString());
        assertThat(letter.subject()).doesNotContain("\n");
    }

    @Test
    void whoIsNotOnSlackReadsTheWholeMailToo() {
        CardLetter letter =
                CardLetter.of(Cards.owned(Cards.card("Bayside", "Hi Sam,\n\nhello"), Standing.Open.FRESH), LINK);

        assertThat(letter.text())
                .contains(
                        "10% (cap 15% for tier mid)",
                        "usage:util",
                        "Notice deadline in 29 days",
                        "Subject: Room to grow",
                        "Hi Sam,\n\nhello",
                        "good for 72 hours");
        assertThat(letter.html()).contains("Hi Sam,", "dir=\"auto\"");
    }

    @Test
    void anApproverIsToldWhatIsAskedFor() {
        CardLetter letter = CardLetter.of(
                Cards.read(
                        Cards.card("Bayside", "Hi"),
                        Standing.Open.FRESH,
                        Purpose.EXCEPTION,
                        Cards.ADA,
                        Cards.asked("a rival offers less"),
                        ""),
                LINK);

        assertThat(letter.subject()).isEqualTo("Exception asked for: Bayside");
        assertThat(letter.text())
                .contains("22% off", "a rival offers less")
                .doesNotContain("The mail as it would leave");
    }

    @Test
    void aMessageInDoubtIsFollowedByAMailThatSaysSo() {
        Reading reading = new Reading(
                Cards.card("Bayside", "Hi"),
                Standing.Open.FRESH,
                Cards.MARIA,
                Optional.empty(),
                Purpose.CARD,
                Cards.MARIA,
                "",
                true,
                false,
                Cards.TODAY);

        assertThat(CardLetter.of(reading, LINK).text()).contains("could not make sure that our first message");
    }

    @Test
    void aSubjectIsOneLineAndCutVisiblyBetweenWholeCharacters() {
        String subject = CardLetter.of(
                        Cards.owned(
                                Cards.card("😀".repeat(400) + "\r\nBcc: all@evil.example", "Hi"), Standing.Open.FRESH),
                        LINK)
                .subject();

        assertThat(subject).hasSizeLessThanOrEqualTo(150).endsWith("😀…").doesNotContain("\n", "\r");
    }
}
