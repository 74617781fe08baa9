package io.renewals.notifier.domain;

import java.net.URI;

/**
 * The mail to an owner who is not on Slack, or whom Slack may not have reached: text and HTML, with exactly one link.
 */
public record CardLetter(String subject, String text, String html) {
    private static final int SUBJECT = 150;

    /** @param reminder true: the owner may have been told before */
    public static CardLetter of(CardFacts facts, Standing standing, boolean reminder, String publicUrl) {
        URI page = CardBlocks.page(publicUrl, facts.offerId());
        String first = (reminder ? "Reminder: " : "") + headline(facts, standing);
        String body = body(facts, standing, reminder);
        return new CardLetter(
                subject(first),
                body + "\n\nDecide on this page:\n" + page + "\n",
                "<!doctype html><html><body>" + paragraphs(body) + "<p><a href=\"" + escape(page.toString())
                        + "\">Open the card</a></p></body></html>");
    }

    private static String headline(CardFacts facts, Standing standing) {
        return switch (standing) {
            case Standing.Open open -> "Renewal to decide: " + facts.accountName();
            case Standing.Held held -> "Renewal held: " + facts.accountName();
            case Standing.Closed closed -> "Renewal of " + facts.accountName();
        };
    }

    private static String body(CardFacts facts, Standing standing, boolean reminder) {
        CardFacts.Content content = facts.content();
        String opening =
                switch (standing) {
                    case Standing.Open open ->
                        "An offer to " + facts.accountName() + " waits for your decision."
                                + (open.note().isEmpty() ? "" : "\n" + open.note());
                    case Standing.Held held ->
                        "The offer to " + facts.accountName() + " is held by the limit '" + held.limit() + "': "
                                + held.explanation();
                    case Standing.Closed closed -> closed.line();
                };
        String again = reminder ? "We could not make sure that our first message reached you.\n\n" : "";
        return unlinked(again + opening + "\n\n"
                + "Now: " + facts.currentPlan() + ", " + facts.currentPrice() + "\n"
                + "Proposed: " + content.proposedPlan() + ", " + content.proposedPrice() + "\n"
                + "Discount: " + content.discount() + " (cap " + content.cap() + ")\n"
                + "Verdict: " + facts.verdict() + ", " + facts.severity() + "\n"
                + "Why: " + content.reason() + "\n"
                + "Renews in " + facts.daysToRenewal() + " days, on " + facts.renewalDate() + "\n"
                + "Notice deadline: " + facts.noticeDeadline() + "\n\n"
                + "Subject of the mail: " + content.letter().subject());
    }

    /** Somebody else's address in a name must not become a second link in the reader's mail program. */
    private static String unlinked(String text) {
        return text.replace("://", ": //").replaceAll("(?i)\\bwww\\.", "www .");
    }

    private static String subject(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        if (line.length() <= SUBJECT) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(SUBJECT - 2)) ? SUBJECT - 2 : SUBJECT - 1;
        return line.substring(0, end) + "…";
    }

    private static String paragraphs(String text) {
        return "<p>" + escape(text).replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
