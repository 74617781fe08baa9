package io.renewals.messaging;

import io.quarkus.arc.DefaultBean;
import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** What every service gets without asking: the clock, and a consumer group for each topic it reads. */
@ApplicationScoped
public class Defaults implements ClientCustomizer<Map<String, Object>> {
    private final MessagingConfig config;

    @Inject
    public Defaults(MessagingConfig config) {
        this.config = config;
    }

    @Produces
    @DefaultBean
    @ApplicationScoped
    Clock clock() {
        return Clock.systemUTC();
    }

    /**
     * Group {@code <service>.<topic>}: consumers of different topics in one group would rebalance each other, and lag per group is
     * then lag per handler.
     */
    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> settings) {
        settings.put("group.id", config.application() + "." + channel);
        return settings;
    }
}
