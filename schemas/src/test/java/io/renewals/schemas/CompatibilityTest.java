package io.renewals.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds each schema against what was released: public topics against every release in both directions, internal ones against the
 * last release as its reader. A red test here means that somebody's running client or stored events would break: add a field with a
 * default instead, or a topic.
 */
class CompatibilityTest {
    private static final Path RELEASED = Path.of("released");

    static List<Topic> topics() {
        return Topics.EVENTS;
    }

    @ParameterizedTest
    @MethodSource("topics")
    void theSchemaIsCompatibleWithItsReleases(Topic topic) throws IOException {
        Schema now = topic.schema().orElseThrow();
        List<Schema> releases = releases(topic);
        switch (topic.compatibility()) {
            case FULL_TRANSITIVE ->
                releases.forEach(release -> {
                    assertReads(now, release);
                    assertReads(release, now);
                });
            case BACKWARD -> assertReads(now, releases.getLast());
            case NONE -> throw new AssertionError(topic.name() + " has a schema and no level");
        }
    }

    /** Avro's own check looks at the bytes alone: a date read as a number of something else would pass it. */
    @ParameterizedTest
    @MethodSource("topics")
    void whatABytesMeansHasNotChanged(Topic topic) throws IOException {
        for (Schema release : releases(topic)) {
            assertSameMeaning(release, topic.schema().orElseThrow(), topic.name());
        }
    }

    @Test
    void everyTopicIsInAReleaseAndEveryReleasedOneIsATopic() throws IOException {
        try (Stream<Path> files = Files.walk(RELEASED)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .distinct())
                    .containsExactlyInAnyOrderElementsOf(Topics.EVENTS.stream()
                            .map(topic -> topic.name() + ".avsc")
                            .toList());
        }
    }

    @Test
    void publicTopicsAreHeldToTheStrictestLevel() {
        assertThat(List.of(Topics.TERMS_REPORTED, Topics.SIGNAL_REPORTED, Topics.OUTCOME_REPORTED))
                .allSatisfy(name ->
                        assertThat(Topics.named(name).compatibility()).isEqualTo(Topic.Compatibility.FULL_TRANSITIVE));
    }

    /** Oldest first. */
    private static List<Schema> releases(Topic topic) throws IOException {
        try (Stream<Path> folders = Files.list(RELEASED)) {
            return folders.sorted(Comparator.comparingInt(
                            folder -> Integer.parseInt(folder.getFileName().toString())))
                    .map(folder -> folder.resolve(topic.name() + ".avsc"))
                    .filter(Files::exists)
                    .map(CompatibilityTest::parse)
                    .toList();
        }
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void assertReads(Schema reader, Schema writer) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        assertThat(result.getType()).as(result.getDescription()).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    private static void assertSameMeaning(Schema before, Schema now, String path) {
        assertThat(Objects.toString(logicalType(now))).as(path).isEqualTo(Objects.toString(logicalType(before)));
        switch (before.getType()) {
            case RECORD ->
                before.getFields().stream()
                        .filter(field -> now.getField(field.name()) != null)
                        .forEach(field -> assertSameMeaning(
                                field.schema(), now.getField(field.name()).schema(), path + "." + field.name()));
            case ARRAY -> assertSameMeaning(before.getElementType(), now.getElementType(), path + "[]");
            case UNION ->
                assertSameMeaning(before.getTypes().getLast(), now.getTypes().getLast(), path);
            case ENUM, MAP, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {
                // Leaves; what they mean was compared above.
            }
        }
    }

    private static String logicalType(Schema schema) {
        return schema.getLogicalType() == null
                ? null
                : schema.getLogicalType().getName() + schema.getObjectProp("precision") + schema.getObjectProp("scale");
    }
}
