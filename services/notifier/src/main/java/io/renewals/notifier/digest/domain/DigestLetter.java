package io.renewals.notifier.digest.domain;

import io.renewals.notifier.digest.domain.DigestFacts.Row;
import io.renewals.notifier.digest.domain.DigestFacts.Section;

/**
 * A digest as a mail, text and HTML. Every link leads to a page of ours; addresses in somebody else's words are taken apart so that no
 * mail program makes links of them.
 */
public record DigestLetter(String subject, String text, String html) {
    private static final int SUBJECT = 150;

    /**
     * @param reminder true: it may have reached the recipient before
     * @param publicUrl where the pages are, without a slash at the end
     */
    public static DigestLetter of(DigestFacts facts, boolean reminder, String publicUrl) {
        String again = reminder ? "We could not make sure that this reached you on Slack." : "";
        StringBuilder text = new StringBuilder(facts.title()).append('\n').append(line(facts.about()));
        StringBuilder html = new StringBuilder("<!doctype html><html><body><h1>")
                .append(escape(facts.title()))
                .append("</h1><p>")
                .append(escape(line(facts.about())))
                .append("</p>");
        if (!again.isEmpty()) {
            text.append('\n').append(again);
            html.append("<p>").append(again).append("</p>");
        }
        for (Section section : facts.sections()) {
            text(text, section, publicUrl);
            html(html, section, publicUrl);
        }
        return new DigestLetter(
                subject((reminder ? "Once more: " : "") + facts.title()),
                text.append('\n').toString(),
                html.append("</body></html>").toString());
    }

    private static void text(StringBuilder text, Section section, String publicUrl) {
        text.append("\n\n")
                .append(line(section.title()))
                .append(": ")
                .append(line(section.total()))
                .append('\n')
                .append(publicUrl)
                .append(section.link())
                .append('\n')
                .append(line(section.note()));
        for (Row row : section.rows()) {
            text.append("\n- ").append(line(row.accountName() + ": " + row.words()));
        }
        if (section.beyond(section.rows().size()) > 0) {
            text.append("\n").append(beyond(section));
        }
    }

    private static void html(StringBuilder html, Section section, String publicUrl) {
        html.append("<h2>")
                .append(escape(line(section.title())))
                .append(": ")
                .append(link(publicUrl + section.link(), section.total()))
                .append("</h2><p>")
                .append(escape(line(section.note())))
                .append("</p>");
        if (section.rows().isEmpty()) {
            return;
        }
        html.append("<ul>");
        for (Row row : section.rows()) {
            html.append("<li>")
                    .append(link(publicUrl + row.link(), row.accountName()))
                    .append(": ")
                    .append(escape(line(row.words())))
                    .append("</li>");
        }
        html.append("</ul>");
        if (section.beyond(section.rows().size()) > 0) {
            html.append("<p>").append(escape(beyond(section))).append("</p>");
        }
    }

    private static String beyond(Section section) {
        return "… and " + section.beyond(section.rows().size()) + " more, all behind the figure above";
    }

    private static String link(String url, String words) {
        return "<a href=\"" + escape(url) + "\">" + escape(line(words)) + "</a>";
    }

    private static String subject(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return line.length() <= SUBJECT ? line : line.substring(0, SUBJECT - 1) + "…";
    }

    /** One line, without anything a mail program would take for an address of a page. */
    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ")
                .replace("://", ": //")
                .replaceAll("(?i)\\bwww\\.", "www .");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
