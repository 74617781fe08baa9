package io.renewals.actionservice.sending;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How approved mails leave. */
@ConfigMapping(prefix = "renewals.sending")
public interface SendingConfig {
    String host();

    int port();

    /** Empty: the server asks for none. */
    Optional<String> user();

    Optional<String> password();

    /** disabled, optional or required. */
    @WithDefault("optional")
    StartTls startTls();

    /** Mails attempted at once by one instance; as many can be in doubt after a crash. 1 to 32. */
    @WithDefault("4")
    int threads();

    @WithDefault("10s")
    Duration connectTimeout();

    /** Longest silence of the server inside a conversation. */
    @WithDefault("30s")
    Duration replyTimeout();

    /** An attempt whose instance has not renewed it for so long is in doubt. */
    @WithDefault("30s")
    Duration lease();

    /** How often due and abandoned mails are looked for where nobody wakes the sender; an approval does. */
    @WithDefault("5s")
    Duration poll();

    /** Attempts that failed before the message was handed over, until the card goes back to its owner. */
    @WithDefault("8")
    int attempts();

    /** First pause between attempts; doubles up to {@link #retryMax()}. */
    @WithDefault("2s")
    Duration retryMin();

    @WithDefault("10m")
    Duration retryMax();

    enum StartTls {
        DISABLED,
        OPTIONAL,
        REQUIRED
    }
}
