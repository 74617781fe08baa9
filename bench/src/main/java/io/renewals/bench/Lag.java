package io.renewals.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far the consumer groups, the audit sink's among them, are behind. */
final class Lag implements AutoCloseable {
    private final Admin admin;

    Lag(RunningProduct product) {
        this.admin = Admin.create(Map.<String, Object>of("bootstrap.servers", product.kafka()));
    }

    boolean nothingWaits() {
        return lags().values().stream().allMatch(lag -> lag == 0);
    }

    /** Events not yet committed, by group; groups without any are left out. */
    Map<String, Long> lags() {
        try {
            Map<String, ListConsumerGroupOffsetsSpec> groups = new HashMap<>();
            admin.listGroups()
                    .all()
                    .get()
                    .forEach(group -> groups.put(group.groupId(), new ListConsumerGroupOffsetsSpec()));
            var committed = admin.listConsumerGroupOffsets(groups).all().get();
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            committed.values().forEach(offsets -> offsets.keySet()
                    .forEach(each -> asked.put(each, OffsetSpec.latest())));
            var ends = admin.listOffsets(asked).all().get();
            Map<String, Long> lags = new TreeMap<>();
            committed.forEach((group, offsets) -> offsets.forEach((partition, offset) -> {
                long lag = ends.get(partition).offset() - (offset == null ? 0 : offset.offset());
                if (lag > 0) {
                    lags.merge(group, lag, Long::sum);
                }
            }));
            return lags;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not tell the groups' lag", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
