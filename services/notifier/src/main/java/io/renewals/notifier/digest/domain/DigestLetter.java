package io.renewals.notifier.digest.domain;

import io.renewals.notifier.digest.domain.DigestFacts.Row;
import io.renewals.notifier.digest.domain.DigestFacts.Section;
import io.renewals.notifier.domain.CardLetter;
import io.renewals.notifier.domain.MailText;

/**
 * A digest as a mail, text and HTML. Every link leads to a page of ours; addresses in somebody else's words are taken apart so that no
 * mail program makes links of them.
 */
public final class DigestLetter {
    private DigestLetter() {}

    /**
     * @param reminder true: it may have reached the recipient before
     * @param publicUrl where the pages are, without a slash at the end
     */
    public static CardLetter of(DigestFacts facts, boolean reminder, String publicUrl) {
        String again = reminder ? "We could not make sure that this reached you on Slack." : "";
        StringBuilder text = new StringBuilder(facts.title()).append('\n').append(MailText.line(facts.about()));
        StringBuilder html = new StringBuilder("<!doctype html><html><body><h1>")
                .append(MailText.escape(facts.title()))
                .append("</h1><p>")
                .append(MailText.escape(MailText.line(facts.about())))
                .append("</p>");
        if (!again.isEmpty()) {
            text.append('\n').append(again);
            html.append("<p>").append(again).append("</p>");
        }
        for (Section section : facts.sections()) {
            text(text, section, publicUrl);
            html(html, section, publicUrl);
        }
        return new CardLetter(
                MailText.subject((reminder ? "Once more: " : "") + facts.title()),
                text.append('\n').toString(),
                html.append("</body></html>").toString());
    }

    private static void text(StringBuilder text, Section section, String publicUrl) {
        text.append("\n\n")
                .append(MailText.line(section.title()))
                .append(": ")
                .append(MailText.line(section.total()))
                .append('\n')
                .append(publicUrl)
                .append(section.link())
                .append('\n')
                .append(MailText.line(section.note()));
        for (Row row : section.rows()) {
            text.append("\n- ").append(MailText.line(row.accountName() + ": " + row.words()));
        }
        if (section.beyond(section.rows().size()) > 0) {
            text.append("\n").append(beyond(section));
        }
    }

    private static void html(StringBuilder html, Section section, String publicUrl) {
        html.append("<h2>")
                .append(MailText.escape(MailText.line(section.title())))
                .append(": ")
                .append(link(publicUrl + section.link(), section.total()))
                .append("</h2><p>")
                .append(MailText.escape(MailText.line(section.note())))
                .append("</p>");
        if (section.rows().isEmpty()) {
            return;
        }
        html.append("<ul>");
        for (Row row : section.rows()) {
            html.append("<li>")
                    .append(link(publicUrl + row.link(), row.accountName()))
                    .append(": ")
                    .append(MailText.escape(MailText.line(row.words())))
                    .append("</li>");
        }
        html.append("</ul>");
        if (section.beyond(section.rows().size()) > 0) {
            html.append("<p>").append(MailText.escape(beyond(section))).append("</p>");
        }
    }

    private static String beyond(Section section) {
        return "… and " + section.beyond(section.rows().size()) + " more, all behind the figure above";
    }

    private static String link(String url, String words) {
        return "<a href=\"" + MailText.escape(url) + "\">" + MailText.escape(MailText.line(words)) + "</a>";
    }
}
