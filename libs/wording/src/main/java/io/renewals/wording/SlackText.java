package io.renewals.wording;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Anybody's text as Slack shows it literally: escaped, inside a length, cut visibly and between whole characters as people see them. A
 * letter with its accents is never parted, unless it alone is longer than the length. Lengths are UTF-16 units of the escaped text, never
 * fewer than Slack counts.
 */
public final class SlackText {
    /** Ends what was cut. */
    public static final String CUT = " … [cut]";

    private static final String NOTHING = "–";

    private SlackText() {}

    /**
     * One line of somebody else's words, escaped: without line breaks, control characters and marks that turn the direction of what
     * follows. Never blank.
     *
     * @param most at least 20
     */
    public static String line(String text, int most) {
        return fitted(oneLine(text, most), most);
    }

    /** As {@link #line}, but not escaped: for fields that Slack takes as typed, such as an option's value or an error. */
    public static String rawLine(String text, int most) {
        String line = oneLine(text, most);
        return line.length() <= most ? line : line.substring(0, boundary(line, most - 1)) + "…";
    }

    /**
     * Escaped, line breaks included. What turns the direction of the text and is never closed is left out, so that it does not turn
     * what comes after. Never blank.
     *
     * @param most at least 20
     */
    public static String cut(String text, int most) {
        return fitted(Directions.closed(text), most);
    }

    private static String fitted(String text, int most) {
        String whole = escape(text);
        if (whole.isBlank()) {
            return NOTHING;
        }
        if (whole.length() <= most) {
            return whole;
        }
        return escape(Directions.closed(text.substring(0, fitting(text, most - CUT.length())))) + CUT;
    }

    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** True: there is half a character in it, and what is shown for that is not what would be sent. */
    public static boolean isBroken(String text) {
        return text.codePoints().anyMatch(codePoint -> Character.getType(codePoint) == Character.SURROGATE);
    }

    /**
     * Escaped parts of at most {@code most} units that are the whole text when joined; they end at a line's end where one is near. Each
     * stands alone in its block, where the direction of a text ends by itself.
     */
    public static List<String> parts(String text, int most) {
        List<String> parts = new ArrayList<>();
        String left = text;
        while (!left.isEmpty()) {
            int end = fitting(left, most);
            if (end < left.length()) {
                int lineEnd = left.lastIndexOf('\n', end - 1) + 1;
                end = lineEnd > end / 2 ? lineEnd : end;
            }
            parts.add(escape(left.substring(0, end)));
            left = left.substring(end);
        }
        return parts;
    }

    /** Units of the longest beginning of whole characters that, escaped, is at most as long. */
    private static int fitting(String text, int most) {
        int escaped = 0;
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            escaped += escapedLength(codePoint);
            if (escaped > most) {
                return boundary(text, at);
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }

    private static int escapedLength(int codePoint) {
        return switch (codePoint) {
            case '&' -> "&amp;".length();
            case '<', '>' -> "&lt;".length();
            default -> Character.charCount(codePoint);
        };
    }

    /** The last place at or before this one that parts no character; this one without half a pair, where there is none. */
    private static int boundary(String text, int at) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text.substring(0, Math.min(text.length(), at + 2)));
        if (characters.isBoundary(at)) {
            return at;
        }
        int before = characters.preceding(at);
        if (before > 0) {
            return before;
        }
        boolean parts = Character.isHighSurrogate(text.charAt(at - 1)) && Character.isLowSurrogate(text.charAt(at));
        return parts ? at - 1 : at;
    }

    /** Whole, or so much of it that it has to be cut: what comes behind is left out whatever it is. */
    private static String oneLine(String text, int most) {
        StringBuilder line = new StringBuilder();
        boolean gap = false;
        for (int at = 0;
                at < text.length() && line.length() <= most + 1;
                at += Character.charCount(text.codePointAt(at))) {
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
        return line.isEmpty() ? NOTHING : line.toString();
    }

    /** Line breaks, control characters and marks that turn the direction of what follows become blanks; half pairs a mark. */
    private static int tame(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.SURROGATE) {
            return 0xFFFD;
        }
        boolean breaks = type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SPACE_SEPARATOR;
        return Directions.turns(codePoint) || breaks ? ' ' : codePoint;
    }
}
