package io.renewals.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.BreakIterator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever somebody wrote: literal in Slack, inside its length, and whole characters. */
class SlackTextProperties {
    private static final int LONGEST_CHARACTER = 40;

    @Property(tries = 1_000)
    void nothingIsLongerThanItMayBeAndNothingIsBlank(
            @ForAll("texts") String text, @ForAll @IntRange(min = 20, max = 3_000) int most) {
        assertThat(SlackText.line(text, most)).isNotBlank().hasSizeLessThanOrEqualTo(most);
        assertThat(SlackText.rawLine(text, most)).isNotBlank().hasSizeLessThanOrEqualTo(most);
        assertThat(SlackText.cut(text, most)).isNotBlank().hasSizeLessThanOrEqualTo(most);
        assertThat(SlackText.parts(text, most)).allMatch(part -> part.length() <= most && !part.isEmpty());
    }

    @Property(tries = 1_000)
    void noMentionAndNoLinkOfTheirsIsLeft(
            @ForAll("texts") String text, @ForAll @IntRange(min = 20, max = 400) int most) {
        String theirs = "<!channel> <@U0ADA> <#C0GENERAL> <https://evil.example|here> " + text;

        assertThat(SlackText.line(theirs, most)).doesNotContain("<", ">").doesNotContainPattern("&(?!amp;|lt;|gt;)");
        assertThat(SlackText.cut(theirs, most)).doesNotContain("<", ">").doesNotContainPattern("&(?!amp;|lt;|gt;)");
        assertThat(SlackText.parts(theirs, most))
                .allSatisfy(
                        part -> assertThat(part).doesNotContain("<", ">").doesNotContainPattern("&(?!amp;|lt;|gt;)"));
    }

    @Property(tries = 1_000)
    void aLineIsOneLineAndTurnsNothing(
            @ForAll("texts") String text, @ForAll @IntRange(min = 20, max = 3_000) int most) {
        for (String line : List.of(SlackText.line(text, most), SlackText.rawLine(text, most))) {
            assertThat(line.codePoints())
                    .noneMatch(Directions::turns)
                    .noneMatch(c -> Character.getType(c) == Character.CONTROL)
                    .noneMatch(c -> c == 0x2028 || c == 0x2029);
            assertThat(SlackText.isBroken(line)).isFalse();
        }
    }

    @Property(tries = 1_000)
    void whatFitsIsShownAsItIsAndWhatDoesNotIsCutVisibly(
            @ForAll("calm") String text, @ForAll @IntRange(min = 20, max = 400) int most) {
        String cut = SlackText.cut(text, most);

        if (text.isBlank()) {
            assertThat(cut).isEqualTo("–");
        } else if (SlackText.escape(text).length() <= most) {
            assertThat(cut).isEqualTo(SlackText.escape(text));
        } else {
            assertThat(cut).endsWith(SlackText.CUT);
            String kept = unescaped(cut.substring(0, cut.length() - SlackText.CUT.length()));
            assertThat(text).startsWith(kept);
            assertThat(boundaries(text)).as("between whole characters").contains(kept.length());
            assertThat(SlackText.escape(text.substring(0, kept.length())).length() + LONGEST_CHARACTER)
                    .as("as much as fits")
                    .isGreaterThanOrEqualTo(most - SlackText.CUT.length());
        }
    }

    @Property(tries = 1_000)
    void noCharacterIsPartedByAMark(@ForAll("calm") String text, @ForAll @IntRange(min = 20, max = 200) int most) {
        String line = SlackText.rawLine(text, 100_000);
        String cut = SlackText.rawLine(text, most);

        if (!cut.equals(line)) {
            assertThat(cut).endsWith("…");
            assertThat(boundaries(line)).contains(cut.length() - 1);
        }
    }

    @Property(tries = 1_000)
    void partsAreTheWholeTextAndPartNoCharacter(
            @ForAll("texts") String text, @ForAll @IntRange(min = 100, max = 3_000) int most) {
        List<String> parts = SlackText.parts(text, most);

        assertThat(String.join("", parts)).isEqualTo(SlackText.escape(text));
        int at = 0;
        Set<Integer> whole = boundaries(text);
        for (String part : parts) {
            at += unescaped(part).length();
            boolean half = at < text.length()
                    && Character.isLowSurrogate(text.charAt(at))
                    && Character.isHighSurrogate(text.charAt(at - 1));
            assertThat(half).isFalse();
            assertThat(whole.contains(at) || longCharacterAt(text, at, whole)).isTrue();
        }
    }

    @Property(tries = 1_000)
    void whateverTurnsTheDirectionIsClosedAgain(
            @ForAll("texts") String text, @ForAll @IntRange(min = 20, max = 400) int most) {
        String cut = SlackText.cut("\u202E" + text + "\u2067" + text, most);

        int embeddings = 0;
        int isolates = 0;
        for (char c : cut.toCharArray()) {
            embeddings += c == '\u202A' || c == '\u202B' || c == '\u202D' || c == '\u202E' ? 1 : 0;
            embeddings -= c == '\u202C' ? 1 : 0;
            isolates += c >= '\u2066' && c <= '\u2068' ? 1 : 0;
            isolates -= c == '\u2069' ? 1 : 0;
            assertThat(embeddings).isNotNegative();
            assertThat(isolates).isNotNegative();
        }
        assertThat(embeddings).isZero();
        assertThat(isolates).isZero();
    }

    /** A single character that is longer than a part has to be parted. */
    private static boolean longCharacterAt(String text, int at, Set<Integer> whole) {
        int begin = at;
        while (!whole.contains(begin)) {
            begin--;
        }
        int end = at;
        while (!whole.contains(end)) {
            end++;
        }
        return SlackText.escape(text.substring(begin, end)).length() > 100;
    }

    private static Set<Integer> boundaries(String text) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        Set<Integer> all = new HashSet<>();
        for (int at = characters.first(); at != BreakIterator.DONE; at = characters.next()) {
            all.add(at);
        }
        return all;
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "<!channel>",
                "<",
                ">",
                "&",
                "*bold* `code`",
                "\n",
                "\r\n",
                "😀",
                "👩‍👩‍👧‍👦",
                "🇩🇪",
                "e\u0301\u0302",
                "z" + "\u0335".repeat(300),
                "\u202Eevil",
                "\u202Bpair\u202C",
                "\u2067open",
                "\u2066pair\u2069",
                "\u202C",
                "\u2069",
                "\u200F",
                "שלום ",
                "مرحبا ",
                "word ",
                "\u0000",
                "\u2028",
                "\uD83D",
                "\uDE00",
                "x".repeat(90));
        Arbitrary<String> mixed = pieces.list().ofMinSize(0).ofMaxSize(60).map(list -> String.join("", list));
        return Arbitraries.oneOf(mixed, Arbitraries.strings().ofMaxLength(4_000), calm());
    }

    /** Whole characters of all scripts, none longer than forty units, and nothing that turns a direction. */
    @Provide
    Arbitrary<String> calm() {
        return Arbitraries.of(
                        "a",
                        " ",
                        "word ",
                        "&",
                        "<@U0ADA>",
                        "😀",
                        "👩‍👩‍👧‍👦",
                        "🇩🇪",
                        "e\u0301\u0302",
                        "각",
                        "שלום ",
                        "क्षि")
                .list()
                .ofMinSize(0)
                .ofMaxSize(300)
                .map(list -> String.join("", list));
    }
}
