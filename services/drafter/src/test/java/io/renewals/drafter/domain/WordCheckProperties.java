package io.renewals.drafter.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.rulebook.Placeholder;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

/** Whatever text comes back: what passes holds no figure that is not a fact. */
class WordCheckProperties {
    private final Facts facts = new Facts(Map.of(Placeholder.DISCOUNT, "10%", Placeholder.ACCOUNT_NAME, "Bayside"));
    private final WordCheck check = new WordCheck(facts.offered(), Set.of("a"), List.of());

    @Property(tries = 2_000)
    void acceptedTextHasNoDigitCurrencySignPercentOrAddress(@ForAll @StringLength(min = 1, max = 60) String text) {
        Words words = new Words("Hello", List.of(text), List.of("a"));

        if (check.check(words) instanceof WordCheck.Accepted) {
            String own = Placeholder.SYNTAX.matcher(text).replaceAll("");
            assertThat(own).doesNotContainPattern("[\\p{N}\\p{Sc}%@<>]");
        }
    }

    @Property
    void aDigitAnywhereIsRefused(
            @ForAll @StringLength(max = 20) String before,
            @ForAll @net.jqwik.api.constraints.IntRange(min = 0, max = 9) int digit,
            @ForAll @StringLength(max = 20) String after) {
        Words words = new Words("Hello", List.of("x" + before + digit + after), List.of("a"));

        assertThat(check.check(words)).isInstanceOf(WordCheck.Refused.class);
    }

    @Property
    void aFactIsNeverReadForPlaceholders(@ForAll @StringLength(max = 30) String name) {
        EnumMap<Placeholder, String> texts = new EnumMap<>(Placeholder.class);
        texts.put(Placeholder.ACCOUNT_NAME, "{{discount}}" + name);
        texts.put(Placeholder.DISCOUNT, "10%");

        assertThat(new Facts(texts).fill("For {{account_name}}")).startsWith("For {{discount}}");
    }
}
