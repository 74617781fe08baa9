package io.renewals.actionservice.slack;

import java.util.ArrayList;
import java.util.List;

/**
 * Any text as Slack shows it literally: escaped, inside a length, cut visibly. Lengths are UTF-16 units of the escaped text, never
 * fewer than Slack counts.
 */
final class Words {
    private static final String CUT = " … [cut]";

    private Words() {}

    /** One line of somebody else's words, escaped, at most {@code most} units. Never blank. */
    static String line(String text, int most) {
        return cut(oneLine(text), most);
    }

    /** As {@link #line}, but not escaped: for fields that Slack takes as typed, such as an option's value or an error. */
    static String rawLine(String text, int most) {
        String line = oneLine(text);
        if (line.length() <= most) {
            return line;
        }
        int end = most - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static String oneLine(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().map(Words::tame).forEach(clean::appendCodePoint);
        String line = clean.toString().strip().replaceAll(" {2,}", " ");
        return line.isEmpty() ? "–" : line;
    }

    /** Escaped as it is, line breaks included; cut visibly where it is longer. Never blank. */
    static String cut(String text, int most) {
        String whole = escape(text);
        if (whole.isBlank()) {
            return "–";
        }
        return whole.length() <= most
                ? whole
                : prefix(text, most - CUT.length()).escaped() + CUT;
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Escaped parts of at most {@code most} units that are the whole text when joined; they end at a line's end where one is near. */
    static List<String> parts(String text, int most) {
        List<String> parts = new ArrayList<>();
        String left = text;
        while (!left.isEmpty()) {
            int end = prefix(left, most).units();
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

    private static Prefix prefix(String text, int most) {
        StringBuilder escaped = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int next = at + Character.charCount(text.codePointAt(at));
            String piece = escape(text.substring(at, next));
            if (escaped.length() + piece.length() > most) {
                break;
            }
            escaped.append(piece);
            at = next;
        }
        return new Prefix(escaped.toString(), at);
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
