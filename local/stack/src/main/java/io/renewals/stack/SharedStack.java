package io.renewals.stack;

import io.renewals.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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

    private SharedStack() {}

    /** The file of a running stack, where one is named. */
    public static Optional<Path> running() {
        String file = System.getProperty(VARIABLE, System.getenv(VARIABLE));
        return Optional.ofNullable(file).filter(name -> !name.isBlank()).map(Path::of);
    }

    /** Topics, schemas and database without any content; mail is not part of it. */
    public static synchronized Endpoints emptied() {
        Optional<Path> running = running();
        if (running.isEmpty()) {
            Endpoints own = startedForThisJvm();
            prepareTopics(own, false);
            return own;
        }
        Endpoints endpoints = Endpoints.readFrom(running.get());
        new Database(endpoints.jdbcUrl()).reset();
        prepareTopics(endpoints, true);
        return endpoints;
    }

    /** Creates what is missing of topics and schemas; or all topics anew, which empties them. */
    public static void prepareTopics(Endpoints endpoints, boolean anew) {
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

    private static Endpoints startedForThisJvm() {
        Endpoints own = Stack.with(Component.KAFKA, Component.REGISTRY)
                .forgetful()
                .start()
                .endpoints();
        try {
            Path file = Files.createTempFile("renewals-stack", ".properties");
            file.toFile().deleteOnExit();
            own.writeTo(file);
            // A property, not a field: a test framework may load this class more than once in a JVM.
            System.setProperty(VARIABLE, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note the running stack", e);
        }
        return own;
    }
}
