package io.renewals.notifier.domain;

/** Anybody's text in a mail to an owner. */
public final class MailText {
    private static final int SUBJECT = 150;

    private MailText() {}

    /** One line, cut between whole characters. */
    public static String subject(String text) {
        String line = oneLine(text).strip();
        if (line.length() <= SUBJECT) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(SUBJECT - 2)) ? SUBJECT - 2 : SUBJECT - 1;
        return line.substring(0, end) + "…";
    }

    /** Somebody else's address must not become a link in the reader's mail program. */
    public static String unlinked(String text) {
        return text.replace("://", ": //").replaceAll("(?i)\\bwww\\.", "www .");
    }

    /** One line, without anything a mail program would take for an address of a page. */
    public static String line(String text) {
        return unlinked(oneLine(text));
    }

    /** For HTML, attributes included. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    }
}
