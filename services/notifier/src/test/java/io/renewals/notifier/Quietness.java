package io.renewals.notifier;

import io.renewals.events.RulebookPublished;
import io.renewals.schemas.Topics;
import io.renewals.stack.TestTopics;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;

/** Rulebooks of tenants that are never quiet, and of one that is until three days from now. Published once for all tests. */
public final class Quietness {
    private static final String NEVER_QUIET =
            "from: \"08:00\"\n  to: \"08:00\"\n  business_days: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]";

    private static boolean published;

    private Quietness() {}

    public static synchronized void publish(TestTopics topics) {
        if (!published) {
            topics.publish(Topics.RULEBOOK_PUBLISHED, "acme/1", rulebook("acme", NEVER_QUIET));
            topics.publish(Topics.RULEBOOK_PUBLISHED, "globex/1", rulebook("globex", NEVER_QUIET));
            topics.publish(Topics.RULEBOOK_PUBLISHED, "sleepy/1", rulebook("sleepy", onlyThreeDaysFromNow()));
            published = true;
        }
    }

    private static RulebookPublished rulebook(String tenant, String quietHours) {
        return Drafts.rulebook(
                tenant,
                1,
                "rulebook.yaml",
                "tenant: acme",
                "tenant: " + tenant,
                "from: \"18:00\"\n  to: \"08:00\"\n  business_days: [monday, tuesday, wednesday, thursday, friday]",
                quietHours);
    }

    private static String onlyThreeDaysFromNow() {
        String day = LocalDate.now(ZoneOffset.UTC)
                .plusDays(3)
                .getDayOfWeek()
                .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                .toLowerCase(Locale.ENGLISH);
        return "from: \"18:00\"\n  to: \"08:00\"\n  business_days: [" + day + "]";
    }
}
