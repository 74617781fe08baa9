package io.renewals.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.renewals.standins.slack.BlockLimits;
import io.renewals.wording.SlackText;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a card, Slack takes the message, obeys nothing in it, and Approve is only where the mail is. */
class CardBlocksProperties {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 400)
    void everyMessageIsInsideSlacksLimits(@ForAll("texts") String text, @ForAll("standings") Standing standing) {
        SlackMessage message = CardBlocksTest.render(Cards.owned(Cards.hostile(text), standing));

        ArrayNode blocks = JSON.valueToTree(message.blocks());
        assertThat(BlockLimits.ofMessage(blocks)).isEmpty();
        assertThat(BlockLimits.tooLong(blocks)).isFalse();
        assertThat(message.text()).isNotBlank().hasSizeLessThanOrEqualTo(CardBlocks.FALLBACK);
    }

    @Property(tries = 400)
    void nothingOfTheirsIsObeyed(@ForAll("texts") String text, @ForAll("standings") Standing standing) {
        SlackMessage message = CardBlocksTest.render(
                Cards.owned(Cards.card("<!channel> *" + text + "*", "<@U0ADA> " + text), standing));

        assertThat(message.text()).doesNotContain("<", ">");
        message.blocks().forEach(block -> assertThat(textsOf(block)).allSatisfy(shown -> {
            if (shown.get("type").equals("mrkdwn")) {
                assertThat(shown.get("text")).isEqualTo("<http://localhost:8080/cards/o-1|Open the card>");
            } else {
                assertThat((String) shown.get("text")).doesNotContain("<", ">");
            }
        }));
    }

    @Property(tries = 400)
    void approveIsThereExactlyWhereTheWholeMailIs(@ForAll("texts") String body) {
        CardFacts card = Cards.card("Bayside", body);

        SlackMessage message = CardBlocksTest.render(Cards.owned(card, Standing.Open.FRESH));

        String shown = message.blocks().stream()
                .filter(block -> block.get("type").equals("section") && block.containsKey("text"))
                .map(block -> (String) ((Map<?, ?>) block.get("text")).get("text"))
                .reduce("", String::concat);
        boolean whole = !body.isBlank() && shown.contains(SlackText.escape(body));
        assertThat(actions(message).contains("approve"))
                .as("approve only under the whole mail")
                .matches(approve -> !approve || whole);
        assertThat(actions(message)).containsAnyOf("approve", "review");
    }

    private static List<String> actions(SlackMessage message) {
        return CardBlocksTest.actions(message).stream().flatMap(List::stream).toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> textsOf(Map<String, Object> block) {
        return switch ((String) block.get("type")) {
            case "header" -> List.of((Map<String, Object>) block.get("text"));
            case "section" ->
                block.containsKey("fields")
                        ? (List<Map<String, Object>>) block.get("fields")
                        : List.of((Map<String, Object>) block.get("text"));
            case "context" -> (List<Map<String, Object>>) block.get("elements");
            default -> List.of();
        };
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "<!channel>",
                "&",
                "<",
                ">",
                "*bold*",
                "_",
                "`",
                "~",
                "\n",
                "\n\n",
                "😀",
                "👩‍👩‍👧",
                "\u202Eevil",
                "שלום",
                "مرحبا",
                "word ",
                "\u0000",
                "\uD83D",
                "\"",
                "\\",
                "https://evil.example ",
                ":tada:",
                "x".repeat(500));
        Arbitrary<String> mixed = pieces.list().ofMinSize(0).ofMaxSize(60).map(list -> String.join("", list));
        Arbitrary<String> longOnes = pieces.map(piece -> piece.repeat(4_000 / piece.length()));
        return Arbitraries.oneOf(mixed, longOnes, Arbitraries.strings().ofMaxLength(4_000));
    }

    @Provide
    Arbitrary<Standing> standings() {
        return texts().flatMap(text -> Arbitraries.of(
                new Standing.Open(text, 2), new Standing.Held(text, text, 2), new Standing.Closed(text, 2)));
    }
}
