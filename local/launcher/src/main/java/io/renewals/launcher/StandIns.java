package io.renewals.launcher;

import io.renewals.standins.BedrockStandIn;
import io.renewals.standins.SlackStandIn;
import io.renewals.standins.slack.SlackSettings;
import java.util.HashMap;
import java.util.Map;

/** Slack and Bedrock as they are seen from the services, in this process. */
final class StandIns implements AutoCloseable {
    private final SlackStandIn slack;
    private final BedrockStandIn bedrock;

    /** @param environment as the services get it, for the secret both sides share */
    StandIns(PortPlan ports, Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(environment);
        settings.putIfAbsent(
                "SLACK_INTERACTIVITY_URL", "http://localhost:" + ports.of(Part.FRONT_DOOR) + "/slack/interactions");
        slack = new SlackStandIn(SlackSettings.fromEnvironment(ports.of(Part.SLACK), settings)).start();
        bedrock = new BedrockStandIn(ports.of(Part.BEDROCK)).start();
    }

    @Override
    public void close() {
        slack.close();
        bedrock.close();
    }
}
