package io.renewals.notifier.proposals.domain;

import io.renewals.notifier.domain.CardLetter;
import io.renewals.notifier.domain.MailText;
import io.renewals.wording.SlackText;
import java.util.List;

/**
 * Proposed changes as a mail, text and HTML, with the same content as in Slack. Every link leads to a page of ours, which wants a
 * sign-in; addresses in somebody else's words are taken apart so that no mail program makes links of them.
 */
public final class ProposalLetter {
    private static final int NAME = 120;
    private static final int ORIGIN = 250;

    private ProposalLetter() {}

    /**
     * @param proposals at least one
     * @param reminder true: it may have reached the recipient before
     * @param publicUrl where the pages are, without a slash at the end
     */
    public static CardLetter of(List<ProposalFacts> proposals, boolean reminder, String publicUrl) {
        ProposalWords words = new ProposalWords(proposals, publicUrl);
        String lead = reminder
                ? "We could not make sure that this reached you on Slack. " + ProposalWords.NOTHING_YET
                : ProposalWords.NOTHING_YET;
        StringBuilder text = new StringBuilder(words.title()).append("\n\n").append(lead);
        StringBuilder html = new StringBuilder("<!doctype html><html><body><h1>")
                .append(words.title())
                .append("</h1><p>")
                .append(lead)
                .append("</p><ul>");
        for (ProposalFacts proposal : words.named()) {
            String name = shown(proposal.accountName(), NAME);
            String change = MailText.line(proposal.change());
            String origin = "Read in: " + shown(proposal.origin(), ORIGIN);
            String page = words.page(proposal);
            text.append("\n\n- " + name + ": " + change + "\n  " + origin + "\n  " + page);
            html.append("<li dir=\"auto\">" + link(page, name) + ": " + MailText.escape(change) + "<br>"
                    + MailText.escape(origin) + "</li>");
        }
        html.append("</ul>");
        if (!words.more().isEmpty()) {
            text.append("\n\n").append(words.more());
            html.append("<p>").append(words.more()).append("</p>");
        }
        text.append("\n\nAll proposals that wait:\n").append(words.page()).append('\n');
        html.append("<p>").append(link(words.page(), "All proposals that wait")).append("</p></body></html>");
        return new CardLetter(
                MailText.subject((reminder ? "Once more: " : "") + words.title()), text.toString(), html.toString());
    }

    /** One line of somebody else's words, without marks that turn what follows. */
    private static String shown(String theirs, int most) {
        return MailText.line(SlackText.rawLine(theirs, most));
    }

    private static String link(String url, String called) {
        return "<a href=\"" + MailText.escape(url) + "\">" + MailText.escape(called) + "</a>";
    }
}
