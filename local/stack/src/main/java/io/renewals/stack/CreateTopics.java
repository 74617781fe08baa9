package io.renewals.stack;

import io.renewals.schemas.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The step that creates the product's topics; the broker itself never does. */
public final class CreateTopics implements AutoCloseable {
    private static final long CALL_SECONDS = 30;
    private static final Duration DELETION = Duration.ofSeconds(30);

    private final Admin admin;
    private final int partitions;
    private final short replicas;

    /**
     * @param partitions of every topic of events; dead letters have one
     * @param replicas at most the number of brokers
     */
    public CreateTopics(String bootstrapServers, int partitions, short replicas) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.partitions = partitions;
        this.replicas = replicas;
    }

    /** Creates the topics that are missing and returns their names. */
    public List<String> create(Collection<Topic> topics) {
        Set<String> existing = get(admin.listTopics().names());
        List<NewTopic> missing = topics.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .map(this::described)
                .toList();
        get(admin.createTopics(missing).all());
        return missing.stream().map(NewTopic::name).toList();
    }

    /** Deletes all topics but the broker's own, and all groups, and creates the given ones anew. */
    public void recreate(Collection<Topic> topics) {
        Set<String> existing = get(admin.listTopics().names());
        get(admin.deleteTopics(existing).all());
        deleteGroups();
        boolean gone =
                Ports.await(DELETION, () -> get(admin.listTopics().names()).isEmpty() && created(topics));
        if (!gone) {
            throw new IllegalStateException("topics were not recreated within " + DELETION.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }

    private boolean created(Collection<Topic> topics) {
        try {
            create(topics);
            return true;
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private void deleteGroups() {
        List<String> groups = get(admin.listGroups().all()).stream()
                .map(group -> group.groupId())
                .toList();
        for (KafkaFuture<Void> deleted :
                admin.deleteConsumerGroups(groups).deletedGroups().values()) {
            try {
                get(deleted);
            } catch (IllegalStateException stillInUse) {
                // Its members are about to time out; the offsets went with the topics.
                continue;
            }
        }
    }

    private NewTopic described(Topic topic) {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                switch (topic.cleanup()) {
                    case DELETE -> TopicConfig.CLEANUP_POLICY_DELETE;
                    case COMPACT -> TopicConfig.CLEANUP_POLICY_COMPACT;
                });
        topic.retention()
                .ifPresent(kept -> settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis())));
        return new NewTopic(topic.name(), topic.singlePartition() ? 1 : partitions, replicas).configs(settings);
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(CALL_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw new IllegalStateException(
                    "the broker refused: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the broker did not answer within " + CALL_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the broker", e);
        }
    }
}
