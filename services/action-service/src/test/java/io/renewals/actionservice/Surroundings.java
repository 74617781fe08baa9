package io.renewals.actionservice;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.renewals.stack.Endpoints;
import io.renewals.stack.SharedStack;
import io.renewals.standins.SlackStandIn;
import io.renewals.standins.slack.SlackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;

/** A mail path that can fail, a way to the database that can be long, and a Slack workspace. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {
    private UnreliableMail mailPath;
    private LateDatabase database;
    private SlackStandIn slack;

    /** After the stack, whose database is gone through. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        try {
            mailPath = new UnreliableMail();
            database = new LateDatabase(
                    Endpoints.readFrom(SharedStack.running().orElseThrow()).jdbcUrl());
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
                "renewals.slack.api-url", slack.apiUrl(),
                "DB_URL", database.jdbcUrl());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(mailPath, new TestInjector.MatchesType(UnreliableMail.class));
        injector.injectIntoFields(database, new TestInjector.MatchesType(LateDatabase.class));
        injector.injectIntoFields(slack, new TestInjector.MatchesType(SlackStandIn.class));
    }

    @Override
    public void stop() {
        if (slack != null) {
            slack.close();
        }
        if (database != null) {
            database.close();
        }
        if (mailPath != null) {
            mailPath.close();
        }
    }
}
