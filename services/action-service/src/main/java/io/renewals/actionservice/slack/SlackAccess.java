package io.renewals.actionservice.slack;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How Slack is reached and how it proves itself. */
@ConfigMapping(prefix = "renewals.slack")
public interface SlackAccess {
    /** Base of the Web API, with a slash at the end. */
    String apiUrl();

    /** For tenants that have none of their own under {@code SLACK_BOT_TOKEN_<TENANT>}. Empty: no modal opens for these. */
    Optional<String> botToken();

    /** Empty: every interaction is refused. */
    Optional<String> signingSecret();

    /** Where the product's pages are, for links. */
    String publicUrl();
}
