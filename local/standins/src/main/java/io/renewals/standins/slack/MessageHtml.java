package io.renewals.standins.slack;

import static io.renewals.standins.slack.Mrkdwn.escape;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A conversation as HTML: the newest messages, each an article with its id and a revision the script compares. */
final class MessageHtml {
    /** How many messages a page shows before "Show older". */
    static final int SHOWN = 50;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM, HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private MessageHtml() {}

    static String list(List<Message> all, Member member, int limit) {
        List<Message> messages =
                all.stream().filter(message -> !message.deleted()).toList();
        if (messages.isEmpty()) {
            return "<div class=\"empty\" id=\"empty\" data-rev=\"0\"><h2>No messages yet</h2>"
                    + "<p>What the app posts to you shows up here by itself.</p></div>";
        }
        StringBuilder html = new StringBuilder();
        int from = Math.max(0, messages.size() - limit);
        if (from > 0) {
            html.append("<p class=\"older\" id=\"older\" data-rev=\"")
                    .append(from)
                    .append("\"><a class=\"button\" href=\"?user=")
                    .append(escape(member.id()))
                    .append("&amp;limit=")
                    .append(limit + SHOWN)
                    .append("\">Show older (")
                    .append(from)
                    .append(")</a></p>");
        }
        messages.subList(from, messages.size()).forEach(message -> html.append(article(message)));
        return html.toString();
    }

    private static String article(Message message) {
        String shown = message.blocks().isEmpty()
                ? "<div class=\"b-text\">" + Mrkdwn.html(message.text()) + "</div>"
                : BlockHtml.of(message.blocks(), message.ts(), message.state());
        Instant at = Instant.ofEpochSecond(
                Long.parseLong(message.ts().substring(0, message.ts().indexOf('.'))));
        String edited = message.earlier().isEmpty() ? "" : "<span class=\"edited\">updated</span>";
        String alone = message.ephemeral() ? "<p class=\"alone\">Only visible to you</p>" : "";
        return "<article class=\"message\" id=\"m" + message.ts().replace('.', '-') + "\" data-ts=\"" + message.ts()
                + "\" data-rev=\"" + Integer.toHexString(shown.hashCode()) + "-"
                + message.earlier().size()
                + "\" aria-label=\"" + escape(cut(message.text())) + "\">" + alone
                + "<div class=\"by\"><span class=\"avatar app\" aria-hidden=\"true\">R</span><strong>Renewals</strong>"
                + "<span class=\"badge\">app</span><time datetime=\"" + at + "\">" + TIME.format(at) + "</time>"
                + edited
                + "</div><div class=\"blocks\">" + shown + "</div></article>";
    }

    private static String cut(String text) {
        return text.length() <= 120 ? text : text.substring(0, 119) + "…";
    }
}
