package io.renewals.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class AsyncApiTest {
    private static Map<String, Object> document;

    @BeforeAll
    static void read() throws IOException {
        document = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(Path.of("asyncapi.yaml")));
    }

    @Test
    void itsChannelsAreTheTopicsAndNothingElse() {
        assertThat(channels().stream().map(channel -> channel.get("address")))
                .containsExactlyInAnyOrderElementsOf(
                        Topics.ALL.stream().map(Topic::name).toList());
    }

    @Test
    void eachMessageNamesTheReleasedSchemaOfItsTopicAndItsRecord() throws IOException {
        for (Map<String, Object> channel : channels()) {
            Topic topic = Topics.named((String) channel.get("address"));
            if (topic.schema().isEmpty()) {
                continue;
            }
            Map<String, Object> message =
                    at("components", "messages", topic.schema().get().getName());
            String file =
                    (String) map(map(message.get("payload")).get("schema")).get("$ref");

            Schema released = new Schema.Parser().parse(Path.of(file).toFile());

            assertThat(file).endsWith("/" + topic.name() + ".avsc");
            assertThat(released.getFullName()).isEqualTo(topic.schema().get().getFullName());
        }
    }

    @Test
    void everyFieldOfAnExampleIsAFieldOfItsRecord() {
        for (Topic topic : Topics.EVENTS) {
            Schema schema = topic.schema().orElseThrow();
            List<?> examples =
                    (List<?>) at("components", "messages", schema.getName()).get("examples");
            Set<String> fields =
                    schema.getFields().stream().map(Schema.Field::name).collect(Collectors.toSet());

            assertThat(fields)
                    .containsAll(map(map(examples.getFirst()).get("payload")).keySet());
        }
    }

    @Test
    void theHeadersAreThoseOfTheEnvelope() {
        assertThat((List<?>) at("components", "schemas", "headers").get("required"))
                .map(String::valueOf)
                .containsExactlyInAnyOrder("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "ce_tenant");
    }

    @Test
    void everyConsumerReceivesAndEachReferenceLeadsToAChannel() {
        Set<String> tags = new TreeSet<>();
        for (Object operation : at("operations").values()) {
            String reference = (String) map(map(operation).get("channel")).get("$ref");
            assertThat(at("channels")).containsKey(reference.substring("#/channels/".length()));
            ((List<?>) map(operation).get("tags")).forEach(tag -> tags.add((String) map(tag).get("name")));
        }
        assertThat(tags).containsAll(Topics.CONSUMERS);
    }

    private static Collection<Map<String, Object>> channels() {
        return at("channels").values().stream().map(AsyncApiTest::map).toList();
    }

    private static Map<String, Object> at(String... path) {
        Map<String, Object> node = document;
        for (String step : path) {
            assertThat(node).containsKey(step);
            node = map(node.get(step));
        }
        return node;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }
}
