package io.renewals.actionservice.slack;

import io.smallrye.config.ConfigMapping;
import java.util.Arrays;
import java.util.Optional;

/** How Slack is reached and how it proves itself. */
@ConfigMapping(prefix = "renewals.slack")
public interface SlackAccess {
    /** Base of the Web API, with a slash at the end. */
    String apiUrl();

    /** One bot token; or several workspaces' as {@code T0ACME=xoxb-…,T0GLOBEX=xoxb-…}. Empty: no modals can be opened. */
    Optional<String> botToken();

    /** Empty: every interaction is refused. */
    Optional<String> signingSecret();

    /** Where the product's pages are, for links. */
    String publicUrl();

    /** The token to act with in a workspace. */
    static Optional<String> tokenFor(SlackAccess access, String team) {
        Optional<String> tokens = access.botToken();
        if (tokens.isEmpty() || !tokens.get().contains("=")) {
            return tokens;
        }
        return Arrays.stream(tokens.get().split(","))
                .map(String::strip)
                .filter(pair -> pair.startsWith(team + "="))
                .map(pair -> pair.substring(team.length() + 1))
                .findFirst();
    }
}
