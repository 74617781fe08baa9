package io.renewals.actionservice.slack;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How Slack is reached and how it proves itself. */
@ConfigMapping(prefix = "renewals.slack")
public interface SlackAccess {
    /** Base of the Web API, with a slash at the end. */
    String apiUrl();

    /** For tenants that have none of their own under {@code SLACK_BOT_TOKEN_<TENANT>}. Empty: no modal opens for these. */
    Optional<String> botToken();

    /** Empty: every request over HTTP is refused. */
    Optional<String> signingSecret();

    /** Of the app, {@code xapp-…}: requests come by Socket Mode. Empty: they come by HTTP. */
    Optional<String> appToken();

    /** Where the product's pages are, for links. */
    String publicUrl();

    /** From the arrival of a request: what is not stored by then is not recorded, and the person is told so. */
    @WithDefault("1300ms")
    Duration acknowledgeWithin();

    /** What was recorded and not carried out by then, for a crash or a database that was away, is taken up again. */
    @WithDefault("30s")
    Duration takeUpAfter();

    /** How often it is looked for. */
    @WithDefault("10s")
    Duration takeUpEvery();
}
