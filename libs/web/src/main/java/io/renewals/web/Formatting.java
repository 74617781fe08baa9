package io.renewals.web;

import io.quarkus.arc.Arc;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;

/**
 * {@link Wording} for templates: <code>{price.money('EUR')}</code>, <code>{discount.percent}</code>,
 * <code>{renewsOn.day}</code>, <code>{renewsOn.inDays}</code>, <code>{at.minute}</code>, <code>{at.ago}</code>,
 * <code>{state.label}</code>. Texts are escaped like any other value; dates come as a
 * {@code <time>} element, and as plain text by <code>dayText</code> and <code>minuteText</code>.
 */
@TemplateExtension
public final class Formatting {

    private static final Set<String> GOOD = Set.of("offered", "renewed", "sent", "accepted", "approved", "up", "ok");
    private static final Set<String> WAITING = Set.of("queued", "due", "decided", "drafted", "sending", "snoozed");
    private static final Set<String> WARNING =
            Set.of("held", "stale", "unknown", "ambiguous", "skipped", "high", "flagged", "changed");
    private static final Set<String> BAD =
            Set.of("missed", "churned", "lapsed", "rejected", "refused", "dead", "failed", "expired", "down");

    private Formatting() {}

    static String money(BigDecimal amount, String currency) {
        return Wording.money(amount, currency);
    }

    static String percent(BigDecimal percent) {
        return Wording.percent(percent);
    }

    static String grouped(Number number) {
        return Wording.grouped(new BigDecimal(number.toString()));
    }

    static String count(Number number, String noun) {
        return Wording.count(number.longValue(), noun);
    }

    static RawString day(LocalDate date) {
        return element(date.toString(), "", Wording.day(date));
    }

    /** Without markup, for attributes and titles. */
    static String dayText(LocalDate date) {
        return Wording.day(date);
    }

    static String inDays(LocalDate date) {
        return Wording.days(date, time().today());
    }

    /** In the tenant's zone, and in UTC where one points at it. */
    static RawString minute(Instant instant) {
        boolean utc = time().zone().equals(ZoneOffset.UTC);
        return element(instant.toString(), utc ? "" : Wording.minute(instant, ZoneOffset.UTC), minuteText(instant));
    }

    /** Without markup, for attributes and titles. */
    static String minuteText(Instant instant) {
        return Wording.minute(instant, time().zone());
    }

    static RawString ago(Instant instant) {
        return element(instant.toString(), minuteText(instant), Wording.relative(instant, time().now()));
    }

    static String sentence(String clause) {
        return Wording.sentence(clause);
    }

    static String age(Duration age) {
        return Wording.age(age);
    }

    static String label(Enum<?> state) {
        return Wording.label(state.name());
    }

    static String label(String state) {
        return Wording.label(state);
    }

    /** The word on a badge, for an enum or a text. */
    static String badgeLabel(Object state) {
        return Wording.label(state instanceof Enum<?> named ? named.name() : String.valueOf(state));
    }

    /** The badge's colour group; a state it doesn't know is neutral, and its word is always shown. */
    static String badgeTone(Object state) {
        String name = String.valueOf(state).toLowerCase(Locale.ROOT).replace('_', '-');
        if (GOOD.contains(name)) {
            return "good";
        }
        if (WAITING.contains(name)) {
            return "waiting";
        }
        if (WARNING.contains(name)) {
            return "warning";
        }
        return BAD.contains(name) ? "bad" : "neutral";
    }

    /** All three are made of digits and our own words, so nothing needs escaping. */
    private static RawString element(String machine, String title, String words) {
        String hover = title.isEmpty() ? "" : " title=\"" + title + "\"";
        return new RawString("<time datetime=\"" + machine + "\"" + hover + ">" + words + "</time>");
    }

    private static PageTime time() {
        return Arc.container().instance(PageTime.class).get();
    }
}
