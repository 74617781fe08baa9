package io.renewals.notifier;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.renewals.standins.SlackStandIn;
import java.util.Map;

/** A Slack stand-in for the service under test, on a free port. */
public final class SlackWorkspace implements QuarkusTestResourceLifecycleManager {
    private SlackStandIn slack;

    @Override
    public Map<String, String> start() {
        slack = new SlackStandIn(0).start();
        return Map.of(
                "SLACK_API_URL", slack.apiUrl(),
                "SLACK_BOT_TOKEN_ACME", "xoxb-acme-test",
                "SLACK_BOT_TOKEN_GLOBEX", "xoxb-globex-test",
                "SLACK_BOT_TOKEN_SLEEPY", "xoxb-acme-test",
                "SLACK_BOT_TOKEN_CLOCKWORK", "xoxb-acme-test",
                "SLACK_BOT_TOKEN_NIGHTLY", "xoxb-acme-test");
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
