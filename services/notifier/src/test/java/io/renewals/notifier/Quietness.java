package io.renewals.notifier;

import io.renewals.schemas.Topics;
import io.renewals.stack.TestTopics;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;

/**
 * Rulebooks of tenants that are never quiet, and of one that is until three days from now. In all but {@code clockwork} nothing
 * happens by itself to a card within a test.
 */
public final class Quietness {
    private static final String NEVER_QUIET =
            "from: \"08:00\"\n  to: \"08:00\"\n  business_days: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]";

    private static final int NEVER_HOURS = 4_000;
    private static final int REMINDER_HOURS = 24;

    private static boolean published;
    private static int sleepyVersion;
    private static LocalDate sleepyUntil;

    private Quietness() {}

    public static synchronized void publish(TestTopics topics) {
        if (!published) {
            publish(topics, "acme", 1, NEVER_QUIET, NEVER_HOURS);
            publish(topics, "globex", 1, NEVER_QUIET, NEVER_HOURS);
            publish(topics, "clockwork", 1, NEVER_QUIET, REMINDER_HOURS);
            published = true;
        }
        LocalDate until =
                MovableClock.moved().atZone(ZoneOffset.UTC).toLocalDate().plusDays(3);
        if (!until.equals(sleepyUntil)) {
            publish(topics, "sleepy", ++sleepyVersion, onlyOn(until), NEVER_HOURS);
            sleepyUntil = until;
        }
    }

    /** A tenant with a weekly business day and hours of its own. */
    static void publish(TestTopics topics, String tenant, LocalDate onlyOn) {
        publish(topics, tenant, 1, onlyOn(onlyOn), REMINDER_HOURS);
    }

    /** A tenant that had no rulebook before, and is never quiet from now on. */
    static void publishAwake(TestTopics topics, String tenant) {
        publish(topics, tenant, 1, NEVER_QUIET, NEVER_HOURS);
    }

    /** @param hours of the reminder; twice as many until the first escalation. Nobody is away. */
    private static void publish(TestTopics topics, String tenant, int version, String quietHours, int hours) {
        topics.publish(
                Topics.RULEBOOK_PUBLISHED,
                tenant + "/" + version,
                Drafts.rulebook(
                        tenant,
                        version,
                        "rulebook.yaml",
                        "tenant: acme",
                        "tenant: " + tenant,
                        "from: \"18:00\"\n  to: \"08:00\"\n  business_days: [monday, tuesday, wednesday, thursday, friday]",
                        quietHours,
                        "{from: 2026-12-24, to: 2027-01-01}",
                        "{from: %1$s, to: %1$s}"
                                .formatted(LocalDate.now(ZoneOffset.UTC).plusYears(10)),
                        "reminder_hours: 24",
                        "reminder_hours: " + hours,
                        "escalation_hours: 48",
                        "escalation_hours: " + 2 * hours));
    }

    /** Business from 08:00 to 18:00 where the tenant is, on the weekday of this date alone. */
    private static String onlyOn(LocalDate date) {
        String day = date.getDayOfWeek()
                .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                .toLowerCase(Locale.ENGLISH);
        return "from: \"18:00\"\n  to: \"08:00\"\n  business_days: [" + day + "]";
    }
}
