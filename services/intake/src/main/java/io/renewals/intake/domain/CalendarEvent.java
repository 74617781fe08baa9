package io.renewals.intake.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
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
    private static final Pattern ACCOUNT_LINE =
            Pattern.compile("^\\s*account\\s*:\\s*(.+?)\\s*$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    /** What people write around a customer's name: "Renewal: Bayside Studio", "Bayside Studio - contract renewal". */
    private static final Pattern BEFORE_NAME = Pattern.compile(
            "^(contract\\s+)?renewal(\\s+(of|for))?\\s*[:\\u2013\\u2014-]?\\s+", Pattern.CASE_INSENSITIVE);

    private static final Pattern AFTER_NAME =
            Pattern.compile("\\s*[:\\u2013\\u2014-]?\\s+(contract\\s+)?renewal$", Pattern.CASE_INSENSITIVE);

    public CalendarEvent {
        categories = List.copyOf(categories);
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
        Matcher line = ACCOUNT_LINE.matcher(description);
        return property.map(String::strip)
                .filter(text -> !text.isEmpty())
                .or(() -> line.find() ? Optional.of(line.group(1)) : Optional.empty());
    }

    /** What of the heading may be the customer's name: all of it, and what is left without the words around it. */
    public List<String> nameCandidates() {
        String whole = Texts.normalised(TAG.matcher(summary).replaceAll(""));
        String bare =
                AFTER_NAME.matcher(BEFORE_NAME.matcher(whole).replaceFirst("")).replaceFirst("");
        return List.of(whole, bare.strip()).stream()
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    /** For a person who looks for it: "event 'Renewal: Bayside' (uid 7c1)". */
    public String where() {
        String heading = summary.isEmpty() ? "event without a heading" : "event " + Texts.shown(summary);
        return uid.isEmpty() ? heading : heading + " (" + Texts.shown(uid).replace("'", "") + ")";
    }
}
