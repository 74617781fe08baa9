package io.renewals.notifier.digest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.renewals.notifier.domain.CardLetter;
import io.renewals.notifier.domain.Person;
import io.renewals.notifier.domain.SlackMessage;
import io.renewals.standins.slack.BlockLimits;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever stands in a digest, Slack takes the message and obeys nothing in it, and a mail has no link but ours. */
class DigestBlocksProperties {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PUBLIC_URL = "http://localhost:8080";
    private static final int WHOLE = 10_000;

    @Property(tries = 300)
    void everyMessageIsInsideSlacksLimits(
            @ForAll("texts") String text, @ForAll @IntRange(min = 0, max = 12) int sections) {
        SlackMessage message = DigestBlocks.render(hostile(text, sections), PUBLIC_URL, "d1");

        ArrayNode blocks = JSON.valueToTree(message.blocks());
        assertThat(BlockLimits.ofMessage(blocks)).isEmpty();
        assertThat(BlockLimits.tooLong(blocks)).isFalse();
        assertThat(texts(message).stream()
                        .mapToInt(shown -> ((String) shown.get("text")).length())
                        .sum())
                .isLessThanOrEqualTo(WHOLE + PUBLIC_URL.length() * sections);
    }

    @Property(tries = 300)
    void nothingOfTheirsIsObeyed(@ForAll("texts") String text) {
        SlackMessage message = DigestBlocks.render(hostile("<!channel> *" + text + "*", 3), PUBLIC_URL, "d1");

        assertThat(texts(message)).allSatisfy(shown -> {
            if (shown.get("type").equals("mrkdwn")) {
                assertThat((String) shown.get("text"))
                        .matches("(?s)\\*Held\\*: <http://localhost:8080/digest/weekly-2026-12-07/held\\|12 accounts>");
            } else {
                assertThat((String) shown.get("text")).doesNotContain("<", ">");
            }
        });
    }

    @Property(tries = 300)
    void aMailLinksToOurPagesAlone(@ForAll("texts") String text) {
        CardLetter letter = DigestLetter.of(hostile("<a href=\"https://evil.example\">" + text, 3), true, PUBLIC_URL);

        assertThat(letter.html().split("://", -1))
                .allSatisfy(part -> assertThat(part).doesNotEndWith("https"));
        assertThat(letter.html().split("<a href=\"", -1))
                .allMatch(part -> part.startsWith("<!doctype") || part.startsWith(PUBLIC_URL + "/"));
        assertThat(letter.subject()).doesNotContain("\n");
    }

    @Example
    void whatIsNotShownIsSaidAndBehindTheFigure() {
        SlackMessage message = DigestBlocks.render(hostile("Bayside", 1), PUBLIC_URL, "d1");

        assertThat(message.blocks().toString()).contains("… and 7 more, all behind the figure above");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(4_200);
        Arbitrary<String> nasty = Arbitraries.of(
                "<!channel>",
                "*bold* _it_ ~s~ `c`",
                "😀".repeat(2_000),
                "\u202Egnp.exe",
                "&".repeat(4_000),
                "a|b>c",
                "");
        return Arbitraries.oneOf(any, nasty);
    }

    private static DigestFacts hostile(String text, int sections) {
        List<DigestFacts.Row> rows = IntStream.range(0, 10)
                .mapToObj(i -> new DigestFacts.Row(
                        text, "/accounts/a" + i, "USD 1,200.00 a year", text, List.of(text, "usage:1")))
                .toList();
        DigestFacts.Section section =
                new DigestFacts.Section("Held", text, "/digest/weekly-2026-12-07/held", "12 accounts", 12, rows);
        return new DigestFacts(
                "acme",
                "d-1",
                "weekly",
                "2026-11-30",
                "2026-12-07",
                false,
                new Person("maria", text, "maria@acme.example", "U0MARIA"),
                IntStream.range(0, sections).mapToObj(i -> section).toList());
    }

    private static List<Map<?, ?>> texts(SlackMessage message) {
        return message.blocks().stream()
                .filter(block -> block.containsKey("text"))
                .<Map<?, ?>>map(block -> (Map<?, ?>) block.get("text"))
                .collect(Collectors.toList());
    }
}
