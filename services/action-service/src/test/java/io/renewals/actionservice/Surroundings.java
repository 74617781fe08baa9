package io.renewals.actionservice;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.renewals.standins.SlackStandIn;
import io.renewals.standins.slack.SlackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;

/** A mail path that can fail, and a Slack workspace. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {
    private UnreliableMail mailPath;
    private SlackStandIn slack;

    @Override
    public Map<String, String> start() {
        try {
            mailPath = new UnreliableMail();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        slack = new SlackStandIn(new SlackSettings(
                        0,
                        Map.of("xoxb-acme", "T0ACME", "xoxb-globex", "T0GLOBEX"),
                        "test-signing-secret",
                        "http://localhost:1/",
                        "http://localhost:1/",
                        "http://localhost:1/",
                        InstantSource.system()))
                .start();
        return Map.of(
                "renewals.sending.port", Integer.toString(mailPath.port()),
                "renewals.sending.host", "localhost",
                "renewals.slack.api-url", slack.apiUrl());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(mailPath, new TestInjector.MatchesType(UnreliableMail.class));
        injector.injectIntoFields(slack, new TestInjector.MatchesType(SlackStandIn.class));
    }

    @Override
    public void stop() {
        if (slack != null) {
            slack.close();
        }
        if (mailPath != null) {
            mailPath.close();
        }
    }
}
