package io.renewals.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private final MockProducer<String, byte[]> broker =
            new MockProducer<>(false, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer()) {
                @Override
                public synchronized java.util.concurrent.Future<org.apache.kafka.clients.producer.RecordMetadata> send(
                        ProducerRecord<String, byte[]> message) {
                    var sent = super.send(message);
                    if (message.value().length == 0) {
                        errorNext(new TimeoutException("not now"));
                    } else {
                        completeNext();
                    }
                    return sent;
                }
            };
    private final Publisher publisher = new Publisher(broker);

    @Test
    void whatFollowsAFailureUnderTheSameKeyIsSentAgainToo() {
        List<Outgoing> events = List.of(
                arriving("account.changed", "acme/a"),
                failing("account.changed", "acme/a"),
                arriving("account.changed", "acme/b"),
                arriving("offer.decided", "acme/a"),
                arriving("account.changed", "acme/a"));

        List<Integer> again = publisher.publishEach(events);

        assertThat(again).containsExactly(1, 4);
        assertThat(broker.history()).as("all were tried").hasSize(5);
    }

    @Test
    void aBatchOfWhichOneFailedIsTriedAgainWhole() {
        assertThatThrownBy(() -> publisher.publish(List.of(arriving("t", "acme/a"), failing("t", "acme/b"))))
                .isInstanceOf(Retriable.class)
                .hasMessage("1 of 2 events were not acknowledged by the broker");
    }

    private static Outgoing arriving(String topic, String key) {
        return new Outgoing("acme", topic, key, Map.of(), new byte[] {1});
    }

    private static Outgoing failing(String topic, String key) {
        return new Outgoing("acme", topic, key, Map.of(), new byte[] {});
    }
}
