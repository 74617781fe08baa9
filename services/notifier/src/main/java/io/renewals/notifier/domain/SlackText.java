package io.renewals.notifier.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * Any text as Slack shows it literally. Lengths are UTF-16 units of the escaped text, never fewer than Slack counts.
 */
public final class SlackText {
    public static final String CUT = " … [cut]";

    private SlackText() {}

    /** One line of somebody else's words, escaped, at most {@code most} units; what is cut off is marked. Never blank. */
    public static String line(String text, int most) {
        StringBuilder line = new StringBuilder();
        boolean gap = false;
        // What comes behind is cut off whatever it is.
        for (int at = 0; at < text.length() && line.length() <= most; at += Character.charCount(text.codePointAt(at))) {
            int codePoint = tame(text.codePointAt(at));
            if (codePoint == ' ') {
                gap = !line.isEmpty();
                continue;
            }
            if (gap) {
                line.append(' ');
                gap = false;
            }
            line.appendCodePoint(codePoint);
        }
        return cut(line.isEmpty() ? "–" : line.toString(), most);
    }

    /** Escaped as it is, line breaks included; cut visibly. */
    public static String cut(String text, int most) {
        String whole = escape(text);
        if (whole.length() <= most) {
            return whole;
        }
        return escapedPrefix(text, most - CUT.length()).escaped() + CUT;
    }

    /** Half a surrogate pair: what is shown for it is not what would be sent. */
    static boolean isBroken(String text) {
        return text.codePoints().anyMatch(codePoint -> Character.getType(codePoint) == Character.SURROGATE);
    }

    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Escaped parts of at most {@code most} units that are the whole text when joined; ends at a line end where one is near. */
    static List<String> parts(String text, int most) {
        List<String> parts = new ArrayList<>();
        String left = text;
        while (!left.isEmpty()) {
            Prefix fits = escapedPrefix(left, most);
            int end = fits.units();
            if (end < left.length()) {
                int lineEnd = left.lastIndexOf('\n', end - 1) + 1;
                end = lineEnd > end / 2 ? lineEnd : end;
            }
            parts.add(escape(left.substring(0, end)));
            left = left.substring(end);
        }
        return parts;
    }

    /** @param units of the original that it covers */
    private record Prefix(String escaped, int units) {}

    private static Prefix escapedPrefix(String text, int most) {
        StringBuilder escaped = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            String entity = entity(codePoint);
            int units = entity.isEmpty() ? Character.charCount(codePoint) : entity.length();
            if (escaped.length() + units > most) {
                break;
            }
            if (entity.isEmpty()) {
                escaped.appendCodePoint(codePoint);
            } else {
                escaped.append(entity);
            }
            at += Character.charCount(codePoint);
        }
        return new Prefix(escaped.toString(), at);
    }

    /** As {@link #escape} writes it; empty: as it is. */
    private static String entity(int codePoint) {
        return switch (codePoint) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> "";
        };
    }

    /** Line breaks, control characters and marks that turn the direction of what follows become blanks; half pairs a mark. */
    private static int tame(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.SURROGATE) {
            return 0xFFFD;
        }
        boolean turnsDirection = codePoint >= 0x202A && codePoint <= 0x202E
                || codePoint >= 0x2066 && codePoint <= 0x2069
                || codePoint == 0x200E
                || codePoint == 0x200F
                || codePoint == 0x061C;
        boolean breaks = type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SPACE_SEPARATOR;
        return turnsDirection || breaks ? ' ' : codePoint;
    }
}
