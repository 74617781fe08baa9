package io.renewals.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings shared by every service; defaults live in this jar's microprofile-config.properties. */
@ConfigMapping(prefix = "renewals.messaging")
public interface MessagingConfig {
    /** Name of the service: consumer group prefix, ce_source and dead-letter topic follow from it. */
    String application();

    /** First pause before a retriable failure is tried again; doubles up to {@link #retryMax()}. */
    @WithDefault("100ms")
    Duration retryMin();

    @WithDefault("5s")
    Duration retryMax();

    Serde serde();

    interface Serde {
        String serializer();

        String deserializer();

        /** {@code user:password} of the registry; becomes {@code basic.auth.user.info}. */
        Optional<String> userInfo();

        /** Passed to both as they are, Confluent's keys: schema.registry.url, auto.register.schemas, … */
        Map<String, String> settings();
    }
}
