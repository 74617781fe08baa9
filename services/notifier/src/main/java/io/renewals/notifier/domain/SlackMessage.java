package io.renewals.notifier.domain;

import java.util.List;
import java.util.Map;

/**
 * A message for Slack.
 *
 * @param text fallback of notifications and of clients that show no blocks
 * @param blocks Block Kit, as the JSON tree it is
 */
public record SlackMessage(String text, List<Map<String, Object>> blocks) {
    public SlackMessage {
        blocks = List.copyOf(blocks);
    }
}
