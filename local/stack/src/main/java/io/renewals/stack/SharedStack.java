package io.renewals.stack;

import io.renewals.schemas.Topics;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The stack a test works on: the one {@code RENEWALS_STACK} names (environment variable or system
 * property, the path of a properties file), emptied first; else one of its own, started once per
 * JVM and ended with it. Either way it comes with the topics created and the schemas registered.
 *
 * <p>Only one test run may use a shared stack at a time.
 */
public final class SharedStack {
    /** Names the properties file of a running stack. */
    public static final String VARIABLE = "RENEWALS_STACK";

    private static final int PARTITIONS = 4;

    private static Endpoints own;

    private SharedStack() {}

    /** The file of a running stack, where one is named. */
    public static Optional<Path> running() {
        String file = System.getProperty(VARIABLE, System.getenv(VARIABLE));
        return Optional.ofNullable(file).filter(name -> !name.isBlank()).map(Path::of);
    }

    /** Empty topics and schemas, with a mail server where the stack is our own. */
    public static synchronized Endpoints emptied() {
        boolean fresh = own == null;
        if (fresh) {
            own = running().map(Endpoints::readFrom).orElseGet(SharedStack::started);
        }
        boolean untouched = fresh && running().isEmpty();
        if (!untouched) {
            new Database(own.jdbcUrl()).reset();
        }
        prepareTopics(own, !untouched);
        return own;
    }

    /** Creates what is missing of topics and schemas, or all topics anew. */
    static void prepareTopics(Endpoints endpoints, boolean anew) {
        try (CreateTopics topics = new CreateTopics(endpoints.kafka(), PARTITIONS, (short) 1);
                RegisterSchemas schemas = new RegisterSchemas(endpoints.registry())) {
            if (anew) {
                topics.recreate(Topics.ALL);
            } else {
                topics.create(Topics.ALL);
            }
            schemas.register(Topics.ALL);
        }
    }

    private static Endpoints started() {
        return Stack.withAll().start().endpoints();
    }
}
