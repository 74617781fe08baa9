package io.renewals.launcher;

import io.renewals.schemas.Topics;
import io.renewals.stack.CreateTopics;
import io.renewals.stack.RegisterSchemas;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** The step that every installation needs before its services: topics and schemas. Can be repeated. */
final class Prepare {
    private Prepare() {}

    static int run(Map<String, String> environment, PrintStream terminal) {
        String kafka = environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092");
        String registry = environment.getOrDefault("SCHEMA_REGISTRY_URL", "http://localhost:8081/apis/ccompat/v7");
        int partitions = Integer.parseInt(environment.getOrDefault("TOPIC_PARTITIONS", "4"));
        short replicas = Short.parseShort(environment.getOrDefault("TOPIC_REPLICAS", "1"));
        try (CreateTopics topics = new CreateTopics(kafka, partitions, replicas);
                RegisterSchemas schemas = new RegisterSchemas(registry)) {
            List<String> created = topics.create(Topics.ALL);
            terminal.println(created.size() + " topics created, " + (Topics.ALL.size() - created.size())
                    + " were there; " + schemas.register(Topics.ALL).size() + " schemas registered");
            return 0;
        } catch (IllegalStateException e) {
            throw new LaunchRefused("cannot prepare " + kafka + " and " + registry + ": " + e.getMessage());
        }
    }
}
