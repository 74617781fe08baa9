package io.renewals.standins.slack;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of the Slack stand-in.
 *
 * @param port 0 for a free one
 * @param teams beginning of a bot token to team id
 * @param signingSecret what interactions are signed with; the app verifies with the same
 * @param clock for trigger ids, response URLs and signature timestamps
 */
public record SlackSettings(
        int port,
        Map<String, String> teams,
        String signingSecret,
        String interactivityUrl,
        String commandsUrl,
        String eventsUrl,
        InstantSource clock) {

    /** The laptop's defaults, with what the environment sets instead. */
    public static SlackSettings fromEnvironment(int port, Map<String, String> environment) {
        String interactivity =
                environment.getOrDefault("SLACK_INTERACTIVITY_URL", "http://localhost:8080/slack/interactions");
        String base = interactivity.replaceAll("/[^/]*$", "");
        return new SlackSettings(
                port,
                teams(environment.getOrDefault("SLACK_TEAMS", "xoxb-acme=T0ACME,xoxb-globex=T0GLOBEX")),
                environment.getOrDefault("SLACK_SIGNING_SECRET", "laptop-signing-secret"),
                interactivity,
                environment.getOrDefault("SLACK_COMMANDS_URL", base + "/commands"),
                environment.getOrDefault("SLACK_EVENTS_URL", base + "/events"),
                InstantSource.system());
    }

    /** Reads {@code token-beginning=TEAM,…}. */
    static Map<String, String> teams(String text) {
        Map<String, String> teams = new LinkedHashMap<>();
        for (String pair : text.split(",")) {
            int split = pair.lastIndexOf('=');
            if (split < 1) {
                throw new IllegalArgumentException("SLACK_TEAMS: expected token=TEAM, got '" + pair + "'");
            }
            teams.put(pair.substring(0, split).trim(), pair.substring(split + 1).trim());
        }
        return Map.copyOf(teams);
    }
}
