package io.renewals.notifier;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.renewals.standins.SlackStandIn;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A Slack stand-in for the service under test, on a free port. */
public final class SlackWorkspace implements QuarkusTestResourceLifecycleManager {
    private SlackStandIn slack;

    @Override
    public Map<String, String> start() {
        slack = new SlackStandIn(0).start();
        Map<String, String> settings =
                new HashMap<>(Map.of("SLACK_API_URL", slack.apiUrl(), "SLACK_BOT_TOKEN_GLOBEX", "xoxb-globex-test"));
        // Tenants of the tests, all with the people of one workspace.
        Stream.of("ACME", "SLEEPY", "CLOCKWORK", "NIGHTLY", "DOZING", "UNRULED", "CROWD", "FLOOD")
                .forEach(tenant -> settings.put("SLACK_BOT_TOKEN_" + tenant, "xoxb-acme-test"));
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(slack, new TestInjector.MatchesType(SlackStandIn.class));
    }

    @Override
    public void stop() {
        if (slack != null) {
            slack.close();
        }
    }
}
