package io.renewals.notifier;

import io.renewals.notifier.domain.NextStep;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How owners are told. */
@ConfigMapping(prefix = "renewals.notifier")
public interface NotifierConfig {
    int SHORTEST_KEY_CHARS = 32;

    /** With a slash at the end. */
    String slackApiUrl();

    /** For tenants that have none of their own under {@code SLACK_BOT_TOKEN_<TENANT>}; empty: these go by mail. */
    Optional<String> slackBotToken();

    /** Where the pages are, without a slash at the end. */
    String publicUrl();

    /** Signs the links of mails; the same for all services with pages. At least 32 characters. */
    Optional<String> sessionKey();

    /** Messages attempted at once by one instance; as many can be in doubt after a crash. 1 to 32. */
    @WithDefault("4")
    int threads();

    /** Longest a call to Slack may take, and a conversation with the mail server. Two of them fit into the lease. */
    @WithDefault("15s")
    Duration callTimeout();

    /** An attempt that has no outcome for so long is in doubt. */
    @WithDefault("60s")
    Duration lease();

    /** How often the table is looked at where nobody wakes the sender; a new card or a change does. */
    @WithDefault("5s")
    Duration poll();

    /** Pause between two messages in one Slack channel. */
    @WithDefault("1s")
    Duration pace();

    /** Failures until a post leaves Slack for mail. Of what has no other way they are worth an alert. */
    @WithDefault("6")
    int attempts();

    /** From the first proposal that nobody was told of until its message, for the others that a document brings with it. */
    @WithDefault("5s")
    Duration gather();

    /** First pause between attempts; doubles up to {@link #retryMax()}. */
    @WithDefault("2s")
    Duration retryMin();

    @WithDefault("5m")
    Duration retryMax();

    /** A mail, or the update of a message, is given up after pauses that add up to this. */
    @WithDefault("24h")
    Duration giveUpAfter();

    /** After a ping in doubt, the wait for its reader to act before the one mail that follows. */
    @WithDefault("1h")
    Duration reminderAfter();

    default NextStep.Patience patience() {
        return new NextStep.Patience(attempts(), retryMin(), retryMax(), giveUpAfter());
    }

    /** @throws IllegalArgumentException naming the setting that can't work */
    default void check() {
        if (sessionKey().orElse("").length() < SHORTEST_KEY_CHARS) {
            throw new IllegalArgumentException("SESSION_KEY must be set to at least " + SHORTEST_KEY_CHARS
                    + " characters, the same for every service: it signs the links of mails to owners");
        }
        if (threads() < 1 || threads() > 32) {
            throw new IllegalArgumentException("renewals.notifier.threads is " + threads() + ": set 1 to 32");
        }
        if (lease().compareTo(callTimeout().multipliedBy(2)) <= 0) {
            throw new IllegalArgumentException("renewals.notifier.lease is " + lease()
                    + ": set more than twice renewals.notifier.call-timeout, which is " + callTimeout());
        }
    }
}
