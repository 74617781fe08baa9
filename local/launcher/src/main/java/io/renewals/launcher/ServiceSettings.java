package io.renewals.launcher;

import io.renewals.stack.Endpoints;
import java.util.HashMap;
import java.util.Map;

/** What the services find in their environment on a laptop. Whatever the person's own environment sets wins. */
final class ServiceSettings {
    private ServiceSettings() {}

    static Map<String, String> of(
            Endpoints endpoints, PortPlan ports, Map<String, String> secrets, Map<String, String> environment) {
        Map<String, String> defaults = new HashMap<>(secrets);
        defaults.put("SLACK_API_URL", "http://localhost:" + ports.of(Part.SLACK) + "/api/");
        defaults.put("SLACK_BOT_TOKEN_ACME", "xoxb-acme");
        defaults.put("SLACK_BOT_TOKEN_GLOBEX", "xoxb-globex");
        defaults.put("BEDROCK_ENDPOINT", "http://localhost:" + ports.of(Part.BEDROCK));
        defaults.put("ACTION_SERVICE_URL", "http://localhost:" + ports.of(Part.ACTION_SERVICE));
        defaults.put("PHRASER", "template");
        defaults.put("AWS_REGION", "us-east-1");
        defaults.put("PUBLIC_URL", "http://localhost:" + ports.of(Part.FRONT_DOOR));
        defaults.put("LOCAL_USERS", "true");
        defaults.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        if (environment.containsKey("AWS_ACCESS_KEY_ID") || environment.containsKey("AWS_PROFILE")) {
            // Somebody who brings credentials means the real model, wherever they point it.
            defaults.remove("BEDROCK_ENDPOINT");
        } else {
            defaults.put("AWS_ACCESS_KEY_ID", "stand-in");
            defaults.put("AWS_SECRET_ACCESS_KEY", "stand-in");
        }
        Map<String, String> settings = new HashMap<>(defaults);
        settings.keySet().removeAll(environment.keySet());
        // The stack is ours; no setting of the person's may point a service at another one.
        settings.putAll(endpoints.environment());
        return settings;
    }
}
