package io.renewals.standins.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.Json;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each documented limit: just at it passes, one more is refused. */
class BlockLimitsTest {
    static Stream<Arguments> limits() {
        return Stream.of(
                limit("blocks", 50, n -> many(n, "{'type':'divider'}")),
                limit("section text", 3_000, n -> one("{'type':'section','text':{'type':'mrkdwn','text':'%s'}}", n)),
                limit("fields", 10, BlockLimitsTest::fields),
                limit("field text", 2_000, n -> one("{'type':'section','fields':[{'type':'mrkdwn','text':'%s'}]}", n)),
                limit("header", 150, n -> one("{'type':'header','text':{'type':'plain_text','text':'%s'}}", n)),
                limit("block_id", 255, n -> one("{'type':'divider','block_id':'%s'}", n)),
                limit("button text", 75, n -> one(button("'text':{'type':'plain_text','text':'%s'}"), n)),
                limit(
                        "button value",
                        2_000,
                        n -> one(button("'value':'%s','text':{'type':'plain_text','text':'x'}"), n)),
                limit(
                        "action_id",
                        255,
                        n -> one(button("'action_id':'%s','text':{'type':'plain_text','text':'x'}"), n)),
                limit("context", 10, n -> context(n)),
                limit("overflow options", 5, n -> options("overflow", n)),
                limit("select options", 100, n -> options("static_select", n)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("limits")
    void holdsTheLimit(String name, int most, IntFunction<ArrayNode> blocks) {
        assertThat(BlockLimits.ofMessage(blocks.apply(most))).isEmpty();
        assertThat(BlockLimits.ofMessage(blocks.apply(most + 1))).hasSize(1);
    }

    @Test
    void idsAreUnique() {
        assertThat(BlockLimits.ofMessage(many(2, "{'type':'divider','block_id':'same'}")))
                .singleElement()
                .asString()
                .contains("block_id already exists");
        String same = "{'type':'button','action_id':'a','text':{'type':'plain_text','text':'x'}}";
        assertThat(BlockLimits.ofMessage(many(1, "{'type':'actions','elements':[" + same + "," + same + "]}")))
                .singleElement()
                .asString()
                .contains("action_id already exists");
    }

    @Test
    void emptyTextsAreRefused() {
        assertThat(BlockLimits.ofMessage(many(1, "{'type':'section','text':{'type':'mrkdwn','text':''}}")))
                .hasSize(1);
        assertThat(BlockLimits.ofMessage(many(1, "{'type':'section'}"))).hasSize(1);
        assertThat(BlockLimits.ofMessage(many(1, "{'type':'actions','elements':[]}")))
                .hasSize(1);
    }

    @Test
    void aModalHoldsItsOwn() {
        assertThat(BlockLimits.ofView(modal(24, 3_000, 100))).isEmpty();
        assertThat(BlockLimits.ofView(modal(25, 3_000, 100)))
                .singleElement()
                .asString()
                .contains("/view/title/text");
        assertThat(BlockLimits.ofView(modal(24, 3_001, 100)))
                .singleElement()
                .asString()
                .contains("private_metadata");
        assertThat(BlockLimits.ofView(modal(24, 3_000, 101)))
                .singleElement()
                .asString()
                .contains("/view/blocks");
    }

    private static Arguments limit(String name, int most, IntFunction<ArrayNode> blocks) {
        return Arguments.of(name, most, blocks);
    }

    private static String button(String fields) {
        return "{'type':'actions','elements':[{'type':'button'," + fields + "}]}";
    }

    private static ArrayNode one(String block, int length) {
        return many(1, block.replace("%s", "x".repeat(length)));
    }

    private static ArrayNode many(int count, String block) {
        ArrayNode blocks = Json.array();
        for (int i = 0; i < count; i++) {
            blocks.add(Json.parse(block.replace('\'', '"')));
        }
        return blocks;
    }

    private static ArrayNode fields(int count) {
        ArrayNode blocks = many(1, "{'type':'section'}");
        ((ObjectNode) blocks.get(0)).set("fields", many(count, "{'type':'plain_text','text':'x'}"));
        return blocks;
    }

    private static ArrayNode context(int count) {
        ArrayNode blocks = many(1, "{'type':'context'}");
        ((ObjectNode) blocks.get(0)).set("elements", many(count, "{'type':'plain_text','text':'x'}"));
        return blocks;
    }

    private static ArrayNode options(String type, int count) {
        ArrayNode options = Json.array();
        for (int i = 0; i < count; i++) {
            options.add(Json.parse("{\"text\":{\"type\":\"plain_text\",\"text\":\"o\"},\"value\":\"" + i + "\"}"));
        }
        ArrayNode blocks = many(1, "{'type':'actions','elements':[{'type':'" + type + "'}]}");
        ((ObjectNode) blocks.at("/0/elements/0")).set("options", options);
        return blocks;
    }

    private static ObjectNode modal(int title, int metadata, int blocks) {
        ObjectNode view = Json.object().put("type", "modal").put("private_metadata", "m".repeat(metadata));
        view.putObject("title").put("type", "plain_text").put("text", "t".repeat(title));
        view.set("blocks", many(blocks, "{'type':'divider'}"));
        return view;
    }
}
