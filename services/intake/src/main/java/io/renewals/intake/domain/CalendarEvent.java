package io.renewals.intake.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One event of a calendar, as it was read: data, whatever it says.
 *
 * @param line where it begins in the file, from 1
 * @param uid empty: it has none
 * @param summary its heading; empty: none
 * @param description empty: none
 * @param property what {@code X-RENEWALS-ACCOUNT} says
 * @param next the next day it takes place
 * @param content the event's own lines, readable
 */
public record CalendarEvent(
        int line,
        String uid,
        String summary,
        String description,
        List<String> categories,
        Optional<String> property,
        Next next,
        String content) {
    private static final String CATEGORY = "RENEWAL";
    private static final Pattern TAG = Pattern.compile("#renewal\\b", Pattern.CASE_INSENSITIVE);
    private static final String ACCOUNT = "account";
    /**
     * What people write around a customer's name: "Renewal: Bayside Studio", "Bayside Studio - contract renewal". Single blanks: with
     * runs of them a pattern takes its time, and the heading comes from anybody.
     */
    private static final Pattern BEFORE_NAME =
            Pattern.compile("^(contract )?renewal( (of|for))? ?[:\\u2013\\u2014-]? ", Pattern.CASE_INSENSITIVE);

    private static final Pattern AFTER_NAME =
            Pattern.compile(" ?[:\\u2013\\u2014-]? (contract )?renewal$", Pattern.CASE_INSENSITIVE);

    private static final int SUMMARY_CHARS = 300;
    private static final int DESCRIPTION_CHARS = 10_000;

    /** What is longer than anybody writes is refused, and not looked into. */
    public CalendarEvent {
        categories = List.copyOf(categories);
        if (next instanceof On) {
            if (isLonger(summary, SUMMARY_CHARS)) {
                next = tooLong("SUMMARY", SUMMARY_CHARS);
            } else if (isLonger(description, DESCRIPTION_CHARS)) {
                next = tooLong("DESCRIPTION", DESCRIPTION_CHARS);
            } else if (isLonger(named(property, description).orElse(""), SUMMARY_CHARS)) {
                next = tooLong(ACCOUNT, SUMMARY_CHARS);
            }
        }
    }

    /** When an event takes place next, seen from a day. */
    public sealed interface Next permits On, Past, Cancelled, Unreadable {}

    /** @param day where the tenant is */
    public record On(LocalDate day) implements Next {}

    /** It was, and comes no more. */
    public record Past() implements Next {}

    public record Cancelled() implements Next {}

    /** @param field of the event that is to blame */
    public record Unreadable(String field, String problem, String advice) implements Next {}

    /** Whether it says of itself that it is a renewal: by category, or by #renewal in heading or description. */
    public boolean isRenewal() {
        return categories.stream()
                        .anyMatch(each -> each.strip().toUpperCase(Locale.ROOT).equals(CATEGORY))
                || TAG.matcher(summary).find()
                || TAG.matcher(description).find();
    }

    /** The account as the event names it outright: by the property, else by a line of its own. */
    public Optional<String> namedAccount() {
        return named(property, description).filter(text -> !isLonger(text, SUMMARY_CHARS));
    }

    private static Optional<String> named(Optional<String> property, String description) {
        return property.map(String::strip).filter(text -> !text.isEmpty()).or(() -> description
                .lines()
                .flatMap(line -> accountOf(line.strip()).stream())
                .findFirst());
    }

    /** Of a line such as "Account : bayside". */
    private static Optional<String> accountOf(String line) {
        if (!line.regionMatches(true, 0, ACCOUNT, 0, ACCOUNT.length())) {
            return Optional.empty();
        }
        return Optional.of(line.substring(ACCOUNT.length()).strip())
                .filter(rest -> rest.startsWith(":"))
                .map(rest -> rest.substring(1).strip())
                .filter(text -> !text.isEmpty());
    }

    /** What of the heading may be the customer's name: all of it, and what is left without the words around it. */
    public List<String> nameCandidates() {
        if (isLonger(summary, SUMMARY_CHARS)) {
            return List.of();
        }
        String whole = Texts.oneLine(TAG.matcher(summary).replaceAll(""));
        String bare =
                AFTER_NAME.matcher(BEFORE_NAME.matcher(whole).replaceFirst("")).replaceFirst("");
        return List.of(whole, bare.strip()).stream()
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    private static boolean isLonger(String text, int chars) {
        return text.codePointCount(0, text.length()) > chars;
    }

    private static Unreadable tooLong(String field, int chars) {
        return new Unreadable(
                field, "is longer than " + chars + " characters", "shorten it in the calendar, and export it again");
    }

    /** For a person who looks for it: "event 'Renewal: Bayside' (uid 7c1)". */
    public String where() {
        String heading = summary.isEmpty() ? "event without a heading" : "event " + Texts.shown(summary);
        return uid.isEmpty() ? heading : heading + " (" + Texts.shown(uid).replace("'", "") + ")";
    }
}
