package io.renewals.standins.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Slack's text markup as HTML. Whatever is not markup is escaped, so no posted text can add elements to the page. */
final class Mrkdwn {
    private static final Pattern CODE_BLOCK = Pattern.compile("```\\n?(.+?)\\n?```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern TOKEN = Pattern.compile("<([^<>\\n]+)>");
    private static final Pattern BOLD = styled("\\*");
    private static final Pattern ITALIC = styled("_");
    private static final Pattern STRUCK = styled("~");
    private static final Pattern QUOTE = Pattern.compile("(?m)(?:^&gt; ?.*(?:\\n|$))+");
    private static final Pattern EMOJI = Pattern.compile(":([a-z0-9_+-]+):");
    private static final Pattern STASHED = Pattern.compile("\uE000(\\d+)\uE001");
    private static final Map<String, String> EMOJIS = Map.ofEntries(
            Map.entry("white_check_mark", "✅"),
            Map.entry("heavy_check_mark", "✔️"),
            Map.entry("warning", "⚠️"),
            Map.entry("x", "❌"),
            Map.entry("no_entry", "⛔"),
            Map.entry("lock", "🔒"),
            Map.entry("hourglass", "⌛"),
            Map.entry("hourglass_flowing_sand", "⏳"),
            Map.entry("clock3", "🕒"),
            Map.entry("bell", "🔔"),
            Map.entry("email", "✉️"),
            Map.entry("envelope", "✉️"),
            Map.entry("pencil2", "✏️"),
            Map.entry("memo", "📝"),
            Map.entry("calendar", "📅"),
            Map.entry("moneybag", "💰"),
            Map.entry("chart_with_upwards_trend", "📈"),
            Map.entry("chart_with_downwards_trend", "📉"),
            Map.entry("arrow_up", "⬆️"),
            Map.entry("arrow_down", "⬇️"),
            Map.entry("wave", "👋"),
            Map.entry("tada", "🎉"),
            Map.entry("zzz", "💤"),
            Map.entry("red_circle", "🔴"),
            Map.entry("large_green_circle", "🟢"),
            Map.entry("large_yellow_circle", "🟡"));

    private final List<String> stash = new ArrayList<>();

    private Mrkdwn() {}

    static String html(String text) {
        return new Mrkdwn().render(text);
    }

    /** For plain_text objects: escaped, line breaks kept. */
    static String plain(String text) {
        return emoji(escape(decoded(text))).replace("\n", "<br>");
    }

    /** Escapes for element content and quoted attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private String render(String text) {
        String left = text.replaceAll("[\uE000\uE001]", "").replace("\r", "");
        left = stashed(CODE_BLOCK, left, found -> "<pre>" + escape(decoded(found.group(1))) + "</pre>");
        left = stashed(CODE, left, found -> "<code>" + escape(decoded(found.group(1))) + "</code>");
        left = stashed(TOKEN, left, found -> token(found.group(1)));
        left = escape(decoded(left));
        left = BOLD.matcher(left).replaceAll("<strong>$1</strong>");
        left = ITALIC.matcher(left).replaceAll("<em>$1</em>");
        left = STRUCK.matcher(left).replaceAll("<s>$1</s>");
        left = QUOTE.matcher(left).replaceAll(Mrkdwn::quote);
        // a quote is a block of its own: the break before it would only add an empty line
        left = emoji(left).replace("\n<blockquote>", "<blockquote>").replace("\n", "<br>");
        return STASHED.matcher(left)
                .replaceAll(found -> Matcher.quoteReplacement(stash.get(Integer.parseInt(found.group(1)))));
    }

    private String stashed(Pattern pattern, String text, Function<MatchResult, String> html) {
        return pattern.matcher(text).replaceAll(found -> {
            stash.add(html.apply(found));
            return "\uE000" + (stash.size() - 1) + "\uE001";
        });
    }

    private static String quote(MatchResult found) {
        String inside = found.group().replaceAll("(?m)^&gt; ?", "").replaceAll("\\n$", "");
        return Matcher.quoteReplacement("<blockquote>" + inside + "</blockquote>");
    }

    /** What stands between angle brackets: a link, a mention, a date; anything else is shown as typed. */
    private static String token(String inside) {
        int bar = inside.indexOf('|');
        String target = decoded(bar < 0 ? inside : inside.substring(0, bar));
        String label = bar < 0 ? "" : decoded(inside.substring(bar + 1));
        if (target.matches("(?i)(https?://|mailto:).*")) {
            return "<a href=\"" + escape(target) + "\" target=\"_blank\" rel=\"noopener noreferrer\">"
                    + escape(label.isEmpty() ? target.replaceFirst("(?i)^mailto:", "") : label) + "</a>";
        }
        if (target.startsWith("@") || target.startsWith("#")) {
            return "<span class=\"mention\">" + escape(label.isEmpty() ? target : target.charAt(0) + label) + "</span>";
        }
        if (target.matches("!(channel|here|everyone)")) {
            return "<span class=\"mention loud\">@" + escape(target.substring(1)) + "</span>";
        }
        if (target.startsWith("!date^")) {
            return escape(label);
        }
        return escape("<" + decoded(inside) + ">");
    }

    private static String emoji(String html) {
        return EMOJI.matcher(html)
                .replaceAll(found -> Matcher.quoteReplacement(EMOJIS.getOrDefault(found.group(1), found.group())));
    }

    private static String decoded(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static Pattern styled(String mark) {
        return Pattern.compile("(?<![\\w" + mark + "])" + mark + "(?=\\S)([^" + mark + "\\n]+?)(?<=\\S)" + mark
                + "(?![\\w" + mark + "])");
    }
}
