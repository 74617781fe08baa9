package io.renewals.actionservice.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.web.WordDiff.Kind;
import io.renewals.actionservice.web.WordDiff.Part;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class WordDiffTest {
    @Test
    void aChangedWordStandsBesideTheOldOne() {
        assertThat(WordDiff.between("10% off, for 40 seats", "12% off, for 40 seats"))
                .containsExactly(
                        new Part(Kind.REMOVED, "10%"),
                        new Part(Kind.ADDED, "12%"),
                        new Part(Kind.SAME, " off, for 40 seats"));
    }

    @Test
    void theSameTextIsOnePart() {
        assertThat(WordDiff.between("Hi Sam,\n\nbye", "Hi Sam,\n\nbye"))
                .containsExactly(new Part(Kind.SAME, "Hi Sam,\n\nbye"));
    }

    @Test
    void whatIsTooMuchToCompareIsShownWhole() {
        String old = "a ".repeat(3_000);
        String now = "b ".repeat(3_000);

        List<Part> parts = WordDiff.between(old, now);

        assertThat(text(parts, Kind.ADDED)).isEqualTo(old);
        assertThat(text(parts, Kind.REMOVED)).isEqualTo(now);
    }

    @Property
    void bothTextsCanBeReadOutOfIt(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 40) String one,
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 40) String other) {
        String before = one.replace('c', ' ');
        String after = other.replace('c', '\n');

        List<Part> parts = WordDiff.between(before, after);

        assertThat(text(parts, Kind.ADDED)).isEqualTo(before);
        assertThat(text(parts, Kind.REMOVED)).isEqualTo(after);
    }

    private static String text(List<Part> parts, Kind without) {
        return parts.stream()
                .filter(part -> part.kind() != without)
                .map(Part::text)
                .collect(Collectors.joining());
    }
}
