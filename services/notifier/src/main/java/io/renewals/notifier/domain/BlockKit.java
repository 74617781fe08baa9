package io.renewals.notifier.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The blocks of one message, each with an id that no other version of the message has. */
public final class BlockKit {
    private final String idPrefix;
    private final List<Map<String, Object>> blocks = new ArrayList<>();

    /** @param idPrefix begins every block id; another one for each version of a message, as Slack demands of updates */
    public BlockKit(String idPrefix) {
        this.idPrefix = idPrefix;
    }

    /** Adds an empty block; the caller fills it. */
    public Map<String, Object> add(String type) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", type);
        block.put("block_id", idPrefix + "-" + blocks.size());
        blocks.add(block);
        return block;
    }

    public List<Map<String, Object>> blocks() {
        return blocks;
    }

    /** Text in which no markup is obeyed. */
    public static Map<String, Object> plainText(String escaped) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", "plain_text");
        text.put("text", escaped);
        text.put("emoji", false);
        return text;
    }
}
