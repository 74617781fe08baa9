package io.renewals.notifier.digest.domain;

import io.renewals.notifier.digest.domain.DigestFacts.Row;
import io.renewals.notifier.digest.domain.DigestFacts.Section;
import io.renewals.notifier.domain.BlockKit;
import io.renewals.notifier.domain.SlackMessage;
import io.renewals.wording.SlackText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A digest as Block Kit, inside Slack's limits: each figure is a link to its rows, and what does not fit is behind it and said so.
 * Somebody else's words stand in {@code plain_text} alone.
 */
public final class DigestBlocks {
    static final int SECTION = 3_000;
    static final int HEADER = 150;
    /** The rows' share of a message; titles, figures and links take about 4,000 more, and Slack takes some 10,000 in all. */
    static final int ROWS = 6_000;

    static final int SECTIONS = 10;
    private static final int TITLE = 80;
    private static final int TOTAL = 150;
    private static final int NOTE = 200;
    private static final int ROWS_SHOWN = 5;
    private static final int ROW = 280;
    private static final int LINE = 300;

    private final String publicUrl;
    private final BlockKit kit;
    private int left = ROWS;

    private DigestBlocks(String publicUrl, String idPrefix) {
        this.publicUrl = publicUrl;
        this.kit = new BlockKit(idPrefix);
    }

    /**
     * @param publicUrl where the pages are, without a slash at the end
     * @param idPrefix begins every block id
     */
    public static SlackMessage render(DigestFacts facts, String publicUrl, String idPrefix) {
        return new DigestBlocks(publicUrl, idPrefix).message(facts);
    }

    private SlackMessage message(DigestFacts facts) {
        kit.add("header").put("text", BlockKit.plainText(SlackText.line(facts.title(), HEADER)));
        kit.add("section").put("text", BlockKit.plainText(SlackText.line(facts.about(), LINE)));
        facts.sections().stream().limit(SECTIONS).forEach(this::section);
        int more = facts.sections().size() - SECTIONS;
        if (more > 0) {
            kit.add("section")
                    .put("text", BlockKit.plainText("… and " + more + " more figures, all on the page of the first"));
        }
        String first = facts.sections().isEmpty()
                ? ""
                : ": " + facts.sections().getFirst().title() + " "
                        + facts.sections().getFirst().total();
        return new SlackMessage(SlackText.line(facts.title() + first, LINE), kit.blocks());
    }

    private void section(Section section) {
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("type", "mrkdwn");
        figure.put(
                "text",
                "*" + SlackText.line(section.title(), TITLE) + "*: <" + SlackText.escape(publicUrl + section.link())
                        + "|" + linked(section.total()) + ">");
        kit.add("section").put("text", figure);
        kit.add("section").put("text", BlockKit.plainText(rows(section)));
    }

    /** Link text ends at a bar in some clients. */
    private static String linked(String total) {
        return SlackText.line(total.replace('|', '/'), TOTAL);
    }

    private String rows(Section section) {
        if (section.rows().isEmpty()) {
            return SlackText.line(section.note(), NOTE);
        }
        List<String> lines = new ArrayList<>();
        for (Row row : section.rows()) {
            String line = "• " + SlackText.line(row.accountName() + ": " + row.words(), ROW);
            if (lines.size() == ROWS_SHOWN || line.length() > left) {
                break;
            }
            left -= line.length() + 1;
            lines.add(line);
        }
        int beyond = section.beyond(lines.size());
        if (beyond > 0) {
            String more = lines.isEmpty() ? beyond + " rows" : "… and " + beyond + " more";
            lines.add(more + ", all behind the figure above");
        }
        // At most ROWS_SHOWN lines of ROW units and one more: always inside SECTION.
        return String.join("\n", lines);
    }
}
