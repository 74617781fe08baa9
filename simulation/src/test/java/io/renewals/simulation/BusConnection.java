package io.renewals.simulation;

import io.renewals.messaging.KafkaConnection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** A service's own Kafka clients, over the {@link Bus}. They know the calls that the services make and refuse every other. */
final class BusConnection extends KafkaConnection {
    private final Bus bus;

    BusConnection(Bus bus) {
        super(null);
        this.bus = bus;
    }

    @Override
    public Map<String, Object> settings() {
        return new HashMap<>();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<String, byte[]> producer(Map<String, Object> settings) {
        return (Producer<String, byte[]>)
                proxy(Producer.class, (proxy, method, arguments) -> switch (method.getName()) {
                    case "send" -> {
                        ProducerRecord<String, byte[]> record = (ProducerRecord<String, byte[]>) arguments[0];
                        yield CompletableFuture.completedFuture(
                                bus.append(record.topic(), record.key(), record.value(), record.headers()));
                    }
                    case "close" -> null;
                    default -> throw new UnsupportedOperationException("producer." + method.getName());
                });
    }

    @Override
    @SuppressWarnings("unchecked")
    public Consumer<String, byte[]> consumer(Map<String, Object> settings) {
        Reader reader = new Reader();
        return (Consumer<String, byte[]>)
                proxy(Consumer.class, (proxy, method, arguments) -> switch (method.getName()) {
                    case "partitionsFor" -> List.of(new PartitionInfo((String) arguments[0], 0, null, null, null));
                    case "assign" -> reader.assign((Collection<TopicPartition>) arguments[0]);
                    case "seekToBeginning", "seek" -> null;
                    case "beginningOffsets" -> reader.all(0);
                    case "endOffsets" -> reader.all(bus.size(reader.partition.topic()));
                    case "position" -> (long) reader.position;
                    case "poll" -> reader.poll((Duration) arguments[0]);
                    case "wakeup" -> reader.wakeup();
                    case "close" -> null;
                    default -> throw new UnsupportedOperationException("consumer." + method.getName());
                });
    }

    private static Object proxy(Class<?> type, InvocationHandler calls) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls);
    }

    /** Reads one topic as if it had one partition. */
    private final class Reader {
        private TopicPartition partition;
        private int position;
        private volatile boolean woken;

        Object assign(Collection<TopicPartition> partitions) {
            partition = partitions.iterator().next();
            return null;
        }

        Object wakeup() {
            woken = true;
            return null;
        }

        Map<TopicPartition, Long> all(long offset) {
            return Map.of(partition, offset);
        }

        ConsumerRecords<String, byte[]> poll(Duration longest) throws InterruptedException {
            List<ConsumerRecord<String, byte[]>> records =
                    new ArrayList<>(bus.read(partition.topic(), position, longest.toMillis()));
            if (woken) {
                throw new WakeupException();
            }
            position += records.size();
            return new ConsumerRecords<>(
                    records.stream()
                            .collect(Collectors.groupingBy(
                                    record -> new TopicPartition(record.topic(), record.partition()))),
                    Map.of());
        }
    }
}
