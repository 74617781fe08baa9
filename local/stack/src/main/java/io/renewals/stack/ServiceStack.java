package io.renewals.stack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;

/**
 * Puts a service under test on an emptied stack: broker and registry with the product's topics and
 * schemas, the database with its schemas and roles, and a mail server of this test run alone.
 *
 * <pre>{@code
 * @QuarkusTest
 * @QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "registry"))
 * class ScanTest {
 *     TestTopics topics; // set by this resource; also Endpoints, Database, MailServer
 * }
 * }</pre>
 *
 * <p>Settings are given by the names the services read from their environment.
 */
public final class ServiceStack implements QuarkusTestResourceLifecycleManager {
    private static final Duration FIRST_LOOK = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);
    /** A consumer stops when its poll is over, one after the other. */
    private static final String POLL_MS = "100";

    private String service = "test";
    private Endpoints endpoints;
    private MailServer mail;
    private TestTopics topics;

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.getOrDefault("service", service);
    }

    @Override
    public Map<String, String> start() {
        mail = MailServer.start(Ports.free());
        endpoints = SharedStack.emptied().withMail("localhost", mail.port());
        topics = new TestTopics(endpoints, "/" + service + "-test");
        lookAtOnce();
        Map<String, String> settings = new HashMap<>(endpoints.environment());
        settings.put("quarkus.http.test-port", "0");
        settings.put("mp.messaging.connector.smallrye-kafka.poll-timeout", POLL_MS);
        return settings;
    }

    /** Whatever a test waits for is often there already, and else soon: the usual first look comes after a tenth of a second. */
    private static void lookAtOnce() {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(IterativePollInterval.iterative(
                pause -> pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause, FIRST_LOOK));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(topics, new TestInjector.MatchesType(TestTopics.class));
        injector.injectIntoFields(endpoints, new TestInjector.MatchesType(Endpoints.class));
        injector.injectIntoFields(mail, new TestInjector.MatchesType(MailServer.class));
        injector.injectIntoFields(new Database(endpoints.jdbcUrl()), new TestInjector.MatchesType(Database.class));
    }

    /** Leaves broker, registry and database to the next test class; they end with this JVM. */
    @Override
    public void stop() {
        if (topics != null) {
            topics.close();
        }
        if (mail != null) {
            mail.close();
        }
    }
}
