package io.renewals.schemas;

import java.time.Duration;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A topic and its contract.
 *
 * @param name as on the broker
 * @param cleanup delete or compact
 * @param retention how long records stay; empty: for good (compacted topics)
 * @param schema value schema; empty for dead letters, which carry the original's bytes
 * @param compatibility the registry's level for {@link #subject()}
 * @param singlePartition true for dead letters; the others all have the same count, so that an account keeps its partition number
 */
public record Topic(
        String name,
        Cleanup cleanup,
        Optional<Duration> retention,
        Optional<Schema> schema,
        Compatibility compatibility,
        boolean singlePartition) {

    public enum Cleanup {
        DELETE,
        COMPACT
    }

    /** Levels of the Confluent registry protocol. */
    public enum Compatibility {
        FULL_TRANSITIVE,
        BACKWARD,
        NONE
    }

    /** Name of the value's subject, TopicNameStrategy. */
    public String subject() {
        return name + "-value";
    }

    static Topic ofPublic(String name, Duration retention, Schema schema) {
        return new Topic(
                name,
                Cleanup.DELETE,
                Optional.of(retention),
                Optional.of(schema),
                Compatibility.FULL_TRANSITIVE,
                false);
    }

    static Topic kept(String name, Duration retention, Schema schema) {
        return new Topic(
                name, Cleanup.DELETE, Optional.of(retention), Optional.of(schema), Compatibility.BACKWARD, false);
    }

    static Topic compacted(String name, Schema schema) {
        return new Topic(name, Cleanup.COMPACT, Optional.empty(), Optional.of(schema), Compatibility.BACKWARD, false);
    }

    static Topic dead(String name) {
        return new Topic(
                name, Cleanup.DELETE, Optional.of(Duration.ofDays(30)), Optional.empty(), Compatibility.NONE, true);
    }
}
