package io.renewals.notifier.domain;

import io.renewals.notifier.domain.CardFacts.Content;
import io.renewals.notifier.domain.CardFacts.EvidenceLine;
import io.renewals.notifier.domain.CardFacts.Letter;
import io.renewals.wording.SlackLimits;
import io.renewals.wording.SlackText;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a reader is told, as Block Kit. Whatever somebody else wrote stands in {@code plain_text}, so that no markup of theirs is obeyed;
 * every field is inside Slack's limits, cut visibly where it has to be. Approve is on the message only where the whole mail is.
 */
public final class CardBlocks {
    static final int FALLBACK = 300;
    /** All text of a message. Slack takes some 13,000 with every block and element counted in; a mail that goes beyond is reviewed. */
    static final int WHOLE = 10_000;

    /** What follows the mail: its buttons and the link. */
    private static final int AFTER_THE_MAIL = 900;

    private static final int FIELD = 200;
    private static final int LINE = 400;
    private static final int EVIDENCE_SHOWN = 3;
    private static final int LINKED_ID = 500;

    private final Reading reading;
    private final CardFacts facts;
    private final URI page;
    private final BlockKit kit;
    private int written;

    private CardBlocks(Reading reading, URI page, String idPrefix) {
        this.reading = reading;
        this.facts = reading.facts();
        this.page = page;
        this.kit = new BlockKit(idPrefix);
    }

    /**
     * @param publicUrl where the pages are, without a slash at the end
     * @param idPrefix begins every block id; another one for each version of a message, as Slack demands of updates
     */
    public static SlackMessage render(Reading reading, String publicUrl, String idPrefix) {
        return new CardBlocks(reading, page(publicUrl, reading.facts().offerId()), idPrefix)
                .message(Notice.of(reading));
    }

    /** The page where the card is decided; the queue, should an id be too long for a link. */
    public static URI page(String publicUrl, String offerId) {
        String id = URLEncoder.encode(offerId, StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(publicUrl + (id.length() <= LINKED_ID ? "/cards/" + id : "/queue"));
    }

    private SlackMessage message(Notice notice) {
        kit.add("header").put("text", BlockKit.plainText(SlackText.line(notice.title(), SlackLimits.HEADER)));
        if (!notice.lead().isEmpty()) {
            plain(notice.lead().stream().map(line -> SlackText.line(line, LINE)).collect(Collectors.joining("\n")));
        }
        figures();
        if (notice.depth() != Notice.Depth.FIGURES) {
            grounds();
        }
        boolean whole = notice.depth() == Notice.Depth.LETTER && letter();
        notice.rows().forEach(row -> buttons(row, whole));
        context(Map.of("type", "mrkdwn", "text", "<" + SlackText.escape(page.toString()) + "|Open the card>"));
        String first = notice.lead().isEmpty()
                ? facts.content().proposedPlan() + ", " + facts.content().discount() + " off. " + reading.deadline()
                : notice.lead().getFirst();
        return new SlackMessage(SlackText.line(notice.title() + " – " + first, FALLBACK), kit.blocks());
    }

    private void figures() {
        Content content = facts.content();
        List<Map<String, Object>> fields = new ArrayList<>(List.of(
                field("Now: " + facts.currentPlan() + ", " + facts.currentPrice()),
                field("Proposed: " + content.proposedPlan() + ", " + content.proposedPrice()),
                field("Discount: " + content.discount() + " (cap " + content.cap() + ")"),
                field("Verdict: " + facts.verdict() + ", " + facts.severity()),
                field(reading.renewal()),
                field(reading.deadline())));
        if (!reading.isOwners()) {
            fields.add(field("Owner: " + reading.owner().name()));
        }
        kit.add("section").put("fields", fields);
    }

    private void grounds() {
        String evidence = facts.evidence().stream()
                .limit(EVIDENCE_SHOWN)
                .map(CardBlocks::evidence)
                .collect(Collectors.joining("\n"));
        plain(SlackText.line("Why: " + facts.content().reason(), LINE) + (evidence.isEmpty() ? "" : "\n" + evidence));
        String flags = facts.flags().isEmpty() ? "" : " – look twice: " + String.join(", ", facts.flags());
        context(BlockKit.plainText(SlackText.line("Words by " + facts.engine() + flags, LINE)));
    }

    private static String evidence(EvidenceLine line) {
        return "• " + SlackText.line(line.sourceId() + ": " + line.what(), FIELD);
    }

    /** True: every word of the mail is on the message. */
    private boolean letter() {
        Letter letter = facts.content().letter();
        String head = "From: " + letter.from() + "\nTo: " + letter.to() + "\nSubject: " + letter.subject();
        List<String> parts = new ArrayList<>(SlackText.parts(head, SlackLimits.SECTION));
        parts.addAll(SlackText.parts(letter.body(), SlackLimits.SECTION));
        boolean whole = parts.stream().mapToInt(String::length).sum() <= WHOLE - written - AFTER_THE_MAIL
                && !letter.body().isBlank()
                && parts.stream().noneMatch(String::isBlank)
                && parts.stream().noneMatch(SlackText::isBroken);
        kit.add("divider");
        if (whole) {
            parts.forEach(this::plain);
        } else {
            plain(SlackText.cut(head, 600));
            plain(SlackText.cut(
                    letter.body().isBlank() ? "(no text)" : letter.body().strip(), SlackLimits.SECTION));
            context(BlockKit.plainText("The mail is longer than a message may be. Review shows all of it."));
        }
        return whole;
    }

    /** Without buttons where their value would not fit: the page is linked in any case. */
    private void buttons(List<Button> row, boolean whole) {
        List<Map<String, Object>> elements = row.stream()
                .map(button -> button == Button.APPROVE && !whole ? Button.REVIEW : button)
                .map(button -> element(button, value(button)))
                .toList();
        if (elements.stream()
                .allMatch(element -> ((String) element.get("value")).length() <= SlackLimits.BUTTON_VALUE)) {
            kit.add("actions").put("elements", elements);
        }
    }

    private static Map<String, Object> element(Button button, String value) {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("type", "button");
        element.put("action_id", button.action());
        element.put("text", BlockKit.plainText(SlackText.escape(button.label())));
        element.put("value", value);
        if (!button.style().isEmpty()) {
            element.put("style", button.style());
        }
        return element;
    }

    private String value(Button button) {
        String about =
                button == Button.UNDO ? ",\"sequence\":" + reading.standing().undo() : "";
        return "{\"tenant\":" + quoted(facts.tenant()) + ",\"offer\":" + quoted(facts.offerId()) + ",\"revision\":"
                + facts.revision() + ",\"sha256\":"
                + quoted(facts.content().letter().sha256()) + about + "}";
    }

    private void plain(String text) {
        written += text.length();
        kit.add("section").put("text", BlockKit.plainText(text));
    }

    private void context(Map<String, Object> element) {
        written += ((String) element.get("text")).length();
        kit.add("context").put("elements", List.of(element));
    }

    private Map<String, Object> field(String text) {
        Map<String, Object> field = BlockKit.plainText(SlackText.line(text, FIELD));
        written += ((String) field.get("text")).length();
        return field;
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
