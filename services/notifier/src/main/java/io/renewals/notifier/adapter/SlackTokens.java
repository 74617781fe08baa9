package io.renewals.notifier.adapter;

import io.renewals.notifier.NotifierConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The bot token of each tenant's workspace. */
@ApplicationScoped
public class SlackTokens {
    private final Config config;
    private final NotifierConfig notifier;

    @Inject
    public SlackTokens(Config config, NotifierConfig notifier) {
        this.config = config;
        this.notifier = notifier;
    }

    /** The tenant's own ({@code SLACK_BOT_TOKEN_<TENANT>}), else the one for all; empty: the tenant has no Slack. */
    public Optional<String> of(String tenant) {
        String own = "SLACK_BOT_TOKEN_" + tenant.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return config.getOptionalValue(own, String.class)
                .or(notifier::slackBotToken)
                .map(String::strip)
                .filter(token -> !token.isEmpty());
    }
}
