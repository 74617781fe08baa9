package io.renewals.drafter.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.rulebook.Placeholder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordCheckTest {
    private final WordCheck check = new WordCheck(
            Set.of(Placeholder.ACCOUNT_NAME, Placeholder.DISCOUNT, Placeholder.UNIT_PRICE),
            Set.of("usage:1", "crm:2"),
            List.of("synergy"));

    @Test
    void wordsWithOfferedPlaceholdersAndKnownCitationsPass() {
        assertThat(check.check(words("For you, {{account_name}}: {{discount}} off, at {{unit_price}} a seat.")))
                .isEqualTo(new WordCheck.Accepted());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "digit | We can save you 23 on this.",
                "digit | Full-width １５ is a figure too.",
                "digit | So is a superscript ².",
                "digit | And Roman Ⅻ.",
                "percent | That is a % of the whole.",
                "percent | That is a ％ of the whole.",
                "percent | Save a large percentage.",
                "currency | It costs a few $ more.",
                "currency | Only a few dollars.",
                "number-word | Save twenty if you sign.",
                "number-word | You get half off.",
                "number-word | We add one month.",
                "number-word | We add a month free.",
                "number-word | Twenty-three reasons.",
                "link | See https offers.",
                "address | Write to deals@offers.example",
                "address | See offers.example.net for more.",
                "markup | <b>Now</b>",
                "markup | See [this](there).",
                "placeholder | Use {{secret_code}} now.",
                "placeholder | Your price was {{list_price}}.",
                "markup | A half-open {{discount brace.",
                "dont-word | What Synergy we have.",
                "promise | We guarantee it.",
                "date-word | Let us talk on Monday.",
                "date-word | Before December ends.",
            })
    void aFigureAddressOrPlaceholderOfTheModelsOwnIsRefused(String code, String text) {
        assertThat(check.check(words(text)))
                .isInstanceOfSatisfying(WordCheck.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(code));
    }

    @Test
    void theSubjectIsHeldToTheSame() {
        Words words = new Words("Save 10 now", List.of("Fine words."), List.of("usage:1"));

        assertThat(check.check(words)).isInstanceOf(WordCheck.Refused.class);
    }

    @Test
    void aCitationOutsideTheEvidenceIsRefused() {
        Words words = new Words("Your renewal", List.of("Fine words."), List.of("usage:1", "ticket-99999"));

        assertThat(check.check(words))
                .isEqualTo(new WordCheck.Refused("citation", "'ticket-99999' is not in the evidence"));
    }

    @Test
    void zeroWidthCharactersCantHideAWord() {
        assertThat(check.check(words("Save twen\u200bty.")))
                .isInstanceOfSatisfying(WordCheck.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo("control-character"));
    }

    private static Words words(String paragraph) {
        return new Words("Your renewal", List.of(paragraph), List.of("usage:1"));
    }
}
