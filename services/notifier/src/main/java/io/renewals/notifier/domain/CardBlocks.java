package io.renewals.notifier.domain;

import io.renewals.notifier.domain.CardFacts.Content;
import io.renewals.notifier.domain.CardFacts.EvidenceLine;
import io.renewals.notifier.domain.CardFacts.Letter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A card as Block Kit. Whatever somebody else wrote stands in {@code plain_text}, so that no markup of theirs is obeyed; every field
 * is inside Slack's limits, cut visibly where it has to be. Approve is on the message only where the whole mail is.
 */
public final class CardBlocks {
    static final int HEADER = 150;
    static final int SECTION = 3_000;
    static final int BUTTON_VALUE = 2_000;
    static final int FALLBACK = 300;
    /** The mail's share of a message; the rest of a card takes less than 3,500, and Slack takes some 13,000 in all. */
    static final int LETTER = 8_500;

    private static final int FIELD = 200;
    private static final int LINE = 400;
    private static final int EVIDENCE_SHOWN = 3;
    private static final int LINKED_ID = 500;

    private final CardFacts facts;
    private final URI page;
    private final String idPrefix;
    private final List<Map<String, Object>> blocks = new ArrayList<>();

    private CardBlocks(CardFacts facts, URI page, String idPrefix) {
        this.facts = facts;
        this.page = page;
        this.idPrefix = idPrefix;
    }

    /**
     * @param publicUrl where the pages are, without a slash at the end
     * @param idPrefix begins every block id; another one for each version of a message, as Slack demands of updates
     */
    public static SlackMessage render(CardFacts facts, Standing standing, String publicUrl, String idPrefix) {
        return new CardBlocks(facts, page(publicUrl, facts.offerId()), idPrefix).message(standing);
    }

    /** The page where the card is decided; the queue, should an id be too long for a link. */
    public static URI page(String publicUrl, String offerId) {
        String id = URLEncoder.encode(offerId, StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(publicUrl + (id.length() <= LINKED_ID ? "/cards/" + id : "/queue"));
    }

    private SlackMessage message(Standing standing) {
        return switch (standing) {
            case Standing.Open open -> open(open);
            case Standing.Held held -> held(held);
            case Standing.Closed closed -> closed(closed);
        };
    }

    private SlackMessage open(Standing.Open open) {
        header("Renewal: " + facts.accountName());
        if (!open.note().isEmpty()) {
            plain(SlackText.line(open.note(), LINE));
        }
        figures();
        grounds();
        boolean whole = letter();
        buttons(whole);
        footer();
        Content content = facts.content();
        return done("Renewal of " + facts.accountName() + ": " + content.proposedPlan() + ", " + content.discount()
                + " off. Notice deadline " + facts.noticeDeadline());
    }

    private SlackMessage held(Standing.Held held) {
        header("Held: " + facts.accountName());
        plain("Held by the limit '" + SlackText.line(held.limit(), FIELD) + "': "
                + SlackText.line(held.explanation(), LINE));
        figures();
        grounds();
        footer();
        return done("The renewal of " + facts.accountName() + " is held: " + held.explanation());
    }

    private SlackMessage closed(Standing.Closed closed) {
        header("Renewal: " + facts.accountName());
        plain(SlackText.line(closed.line(), LINE));
        figures();
        footer();
        return done("Renewal of " + facts.accountName() + ": " + closed.line());
    }

    private SlackMessage done(String fallback) {
        return new SlackMessage(SlackText.line(fallback, FALLBACK), blocks);
    }

    private void header(String title) {
        block("header").put("text", plainText(SlackText.line(title, HEADER)));
    }

    private void figures() {
        Content content = facts.content();
        block("section")
                .put(
                        "fields",
                        List.of(
                                field("Now: " + facts.currentPlan() + ", " + facts.currentPrice()),
                                field("Proposed: " + content.proposedPlan() + ", " + content.proposedPrice()),
                                field("Discount: " + content.discount() + " (cap " + content.cap() + ")"),
                                field("Verdict: " + facts.verdict() + ", " + facts.severity()),
                                field("Renews in " + facts.daysToRenewal() + " days, on " + facts.renewalDate()),
                                field("Notice deadline: " + facts.noticeDeadline())));
    }

    private void grounds() {
        String evidence = facts.evidence().stream()
                .limit(EVIDENCE_SHOWN)
                .map(CardBlocks::evidence)
                .collect(Collectors.joining("\n"));
        plain(SlackText.line("Why: " + facts.content().reason(), LINE) + (evidence.isEmpty() ? "" : "\n" + evidence));
        String flags = facts.flags().isEmpty() ? "" : " – look twice: " + String.join(", ", facts.flags());
        context(plainText(SlackText.line("Words by " + facts.engine() + flags, LINE)));
    }

    private static String evidence(EvidenceLine line) {
        return "• " + SlackText.line(line.sourceId() + ": " + line.what(), FIELD);
    }

    /** True: every word of the mail is on the message. */
    private boolean letter() {
        Letter letter = facts.content().letter();
        String head = "From: " + letter.from() + "\nTo: " + letter.to() + "\nSubject: " + letter.subject();
        List<String> parts = new ArrayList<>(SlackText.parts(head, SECTION));
        parts.addAll(SlackText.parts(letter.body(), SECTION));
        boolean whole = parts.stream().mapToInt(String::length).sum() <= LETTER
                && !letter.body().isBlank()
                && parts.stream().noneMatch(String::isBlank);
        block("divider");
        if (whole) {
            parts.forEach(this::plain);
        } else {
            plain(SlackText.cut(head, 600));
            plain(SlackText.cut(
                    letter.body().isBlank() ? "(no text)" : letter.body().strip(), SECTION));
            context(plainText("The mail is longer than a message may be. Review shows all of it."));
        }
        return whole;
    }

    /** Without buttons where their value would not fit: the page is linked in any case. */
    private void buttons(boolean whole) {
        String value = value();
        if (value.length() > BUTTON_VALUE) {
            return;
        }
        Map<String, Object> first = whole
                ? button("approve", "Approve & send", value, "primary")
                : button("review", "Review", value, "primary");
        block("actions")
                .put(
                        "elements",
                        List.of(first, button("edit", "Edit", value, null), button("skip", "Skip", value, null)));
    }

    private String value() {
        return "{\"tenant\":" + quoted(facts.tenant()) + ",\"offer\":" + quoted(facts.offerId()) + ",\"revision\":"
                + facts.revision() + ",\"sha256\":"
                + quoted(facts.content().letter().sha256()) + "}";
    }

    private void footer() {
        context(Map.of("type", "mrkdwn", "text", "<" + SlackText.escape(page.toString()) + "|Open the card>"));
    }

    private void plain(String text) {
        block("section").put("text", plainText(text));
    }

    private void context(Map<String, Object> element) {
        block("context").put("elements", List.of(element));
    }

    private Map<String, Object> block(String type) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", type);
        block.put("block_id", idPrefix + "-" + blocks.size());
        blocks.add(block);
        return block;
    }

    private static Map<String, Object> field(String text) {
        return plainText(SlackText.line(text, FIELD));
    }

    private static Map<String, Object> plainText(String escaped) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", "plain_text");
        text.put("text", escaped);
        text.put("emoji", false);
        return text;
    }

    private static Map<String, Object> button(String action, String label, String value, String style) {
        Map<String, Object> button = new LinkedHashMap<>();
        button.put("type", "button");
        button.put("action_id", action);
        button.put("text", plainText(SlackText.escape(label)));
        button.put("value", value);
        if (style != null) {
            button.put("style", style);
        }
        return button;
    }

    /** A JSON string. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append("\\u").append(String.format("%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
