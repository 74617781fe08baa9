package io.renewals.notifier.domain;

import io.renewals.notifier.domain.CardFacts.Content;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a reader who is not on Slack, or whom Slack may not have reached, is told: text and HTML, with exactly one link. It decides
 * nothing: the link leads to a page that wants a sign-in.
 */
public record CardLetter(String subject, String text, String html) {
    private static final int EVIDENCE_SHOWN = 3;
    private static final String STYLE = "font-family:system-ui,sans-serif;font-size:15px;line-height:1.5;color:#1d2430";

    /** @param link signed, for this reader alone */
    public static CardLetter of(Reading reading, URI link) {
        Notice notice = Notice.of(reading);
        List<String> parts =
                parts(notice, reading).stream().map(MailText::unlinked).toList();
        String call = reading.standing().waits() ? "Decide on this page" : "Look at it on this page";
        String terms = "The link is for you alone and good for 72 hours; the page asks you to sign in.";
        return new CardLetter(
                MailText.subject(notice.title()),
                String.join("\n\n", parts) + "\n\n" + call + ":\n" + link + "\n\n" + terms + "\n",
                "<!doctype html><html><body style=\"" + STYLE + "\">"
                        + parts.stream().map(CardLetter::paragraph).collect(Collectors.joining())
                        + "<p><a href=\"" + MailText.escape(link.toString()) + "\">" + call + "</a></p><p>" + terms
                        + "</p></body></html>");
    }

    private static List<String> parts(Notice notice, Reading reading) {
        CardFacts facts = reading.facts();
        Content content = facts.content();
        List<String> parts = new ArrayList<>();
        parts.add(notice.title());
        if (!notice.lead().isEmpty()) {
            parts.add(String.join("\n", notice.lead()));
        }
        String owner = reading.isOwners() ? "" : "\nOwner: " + reading.owner().name();
        parts.add("Now: " + facts.currentPlan() + ", " + facts.currentPrice() + "\n"
                + "Proposed: " + content.proposedPlan() + ", " + content.proposedPrice() + "\n"
                + "Discount: " + content.discount() + " (cap " + content.cap() + ")\n"
                + "Verdict: " + facts.verdict() + ", " + facts.severity() + "\n"
                + reading.renewal() + "\n"
                + reading.deadline() + owner);
        if (notice.depth() != Notice.Depth.FIGURES) {
            parts.add(grounds(facts));
        }
        if (notice.depth() == Notice.Depth.LETTER) {
            CardFacts.Letter letter = content.letter();
            parts.add("The mail as it would leave:");
            parts.add("From: " + letter.from() + "\nTo: " + letter.to() + "\nSubject: " + letter.subject());
            parts.add(letter.body().strip());
        }
        return parts;
    }

    private static String grounds(CardFacts facts) {
        String evidence = facts.evidence().stream()
                .limit(EVIDENCE_SHOWN)
                .map(line -> "\n- " + line.sourceId() + ": " + line.what())
                .collect(Collectors.joining());
        String flags = facts.flags().isEmpty() ? "" : "\nLook twice: " + String.join(", ", facts.flags());
        return "Why: " + facts.content().reason() + evidence + "\nWords by " + facts.engine() + flags;
    }

    /** Each line turns its own way: a name written from right to left leaves the figures beside it alone. */
    private static String paragraph(String text) {
        return text.lines()
                .map(line -> "<div dir=\"auto\">" + (line.isBlank() ? "&nbsp;" : MailText.escape(line)) + "</div>")
                .collect(Collectors.joining("", "<div style=\"margin:0 0 1em\">", "</div>"));
    }
}
