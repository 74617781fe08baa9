package io.renewals.web;

import io.quarkus.arc.Arc;
import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;

/**
 * {@link Wording} for templates: <code>{price.money('EUR')}</code>, <code>{discount.percent}</code>,
 * <code>{renewsOn.day}</code>, <code>{renewsOn.inDays}</code>, <code>{at.minute}</code>, <code>{at.ago}</code>,
 * <code>{state.label}</code>. What they return is escaped like any other value.
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

    static String day(LocalDate date) {
        return Wording.day(date);
    }

    static String inDays(LocalDate date) {
        return Wording.days(date, time().today());
    }

    static String minute(Instant instant) {
        return Wording.minute(instant, time().zone());
    }

    static String ago(Instant instant) {
        return Wording.relative(instant, time().now());
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

    private static PageTime time() {
        return Arc.container().instance(PageTime.class).get();
    }
}
