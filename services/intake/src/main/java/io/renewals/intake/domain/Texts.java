package io.renewals.intake.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts as they are kept: trimmed, composed (Unicode NFC), and free of what can't be seen. */
final class Texts {
    /** Ids travel in keys, addresses and file names. The slash parts tenant and account in a key. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final int SHOWN_CHARS = 60;
    private static final int MAIL_CHARS = 254;

    private Texts() {}

    static String normalised(String text) {
        return text == null
                ? ""
                : Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    /** Normalised, with one blank wherever there is space between words. */
    static String oneLine(String text) {
        return normalised(SPACE.matcher(text).replaceAll(" "));
    }

    /** A value in a reason: short and on one line, whatever was sent. */
    static String shown(String text) {
        String line = text.codePoints()
                .map(c -> isInvisible(c) ? '\uFFFD' : c)
                .limit(SHOWN_CHARS)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return "'" + line + (text.codePointCount(0, text.length()) > SHOWN_CHARS ? "…" : "") + "'";
    }

    /** One line of text; gives it normalised, empty where it was missing and may be. */
    static String line(Reasons found, String field, String text, int longest, boolean required) {
        return text(found, field, text, longest, required, false);
    }

    static String text(Reasons found, String field, String text, int longest, boolean required, boolean manyLines) {
        String value = normalised(text);
        if (found.has(field)) {
            return value;
        }
        if (value.isEmpty() && required) {
            found.add(field, "is missing", "fill it in");
        } else if (value.codePointCount(0, value.length()) > longest) {
            found.add(field, "is longer than " + longest + " characters", "shorten it");
        } else if (value.codePoints().anyMatch(c -> isInvisible(c) && !(manyLines && isLayout(c)))) {
            found.add(
                    field,
                    "has characters that can't be seen: " + shown(value),
                    "remove line breaks, control and direction characters");
        }
        return value;
    }

    static String id(Reasons found, String field, String text, boolean required) {
        String value = line(found, field, text, 64, required);
        if (!found.has(field) && !value.isEmpty() && !ID.matcher(value).matches()) {
            found.add(
                    field,
                    shown(value) + " is not an id",
                    "use letters, digits, dots, dashes and underscores, at most 64, beginning with a letter or digit");
        }
        return value;
    }

    /** One address, with its domain in lower case; empty where it was missing and may be. */
    static String mail(Reasons found, String field, String text, boolean required, MailSyntax syntax) {
        String value = line(found, field, text, MAIL_CHARS, required);
        if (found.has(field) || value.isEmpty()) {
            return value;
        }
        if (!syntax.isAddress(value)) {
            found.add(field, shown(value) + " is not a mail address", "write one address such as jo@bayside.example");
            return value;
        }
        int at = value.lastIndexOf('@');
        return value.substring(0, at + 1) + value.substring(at + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean isLayout(int c) {
        return c == '\n' || c == '\r' || c == '\t';
    }

    /** Control characters, and those that turn the direction of text: both can make a line read as another. */
    private static boolean isInvisible(int c) {
        return Character.isISOControl(c)
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || c == 0x2028
                || c == 0x2029
                || c == 0xFEFF;
    }
}
