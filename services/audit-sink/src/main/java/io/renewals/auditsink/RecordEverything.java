package io.renewals.auditsink;

import io.renewals.messaging.Patience;
import io.renewals.messaging.Retriable;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * The one handler: whatever any topic carries is sealed, a polled batch in one transaction a tenant. It has no dead letters:
 * where a batch can't be written its records are written one by one, and one that can't be written as it is leaves a bare entry
 * with its digest.
 */
@ApplicationScoped
public class RecordEverything {
    static final String CHANNEL = "every-topic";

    private static final Logger LOG = Logger.getLogger(RecordEverything.class);

    private final ReadRecords reading;
    private final SealEvents sealing;
    private final Rebuild rebuild;
    private final Patience patience;

    @Inject
    public RecordEverything(ReadRecords reading, SealEvents sealing, Rebuild rebuild, Patience patience) {
        this.reading = reading;
        this.sealing = sealing;
        this.rebuild = rebuild;
        this.patience = patience;
    }

    @Incoming(CHANNEL)
    @Blocking
    public void receive(ConsumerRecords<String, byte[]> polled) {
        patience.untilDone(CHANNEL, rebuild::requireChecked);
        Map<String, List<Arrival>> byTenant = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> raw : polled) {
            Arrival arrival = patience.untilDone(CHANNEL, () -> reading.read(raw));
            byTenant.computeIfAbsent(arrival.tenant(), tenant -> new ArrayList<>())
                    .add(arrival);
        }
        byTenant.forEach(this::seal);
    }

    private void seal(String tenant, List<Arrival> arrivals) {
        try {
            patience.untilDone(CHANNEL, () -> sealing.seal(tenant, arrivals));
        } catch (RuntimeException e) {
            LOG.errorf(e, "batch of %d split tenant=%s", arrivals.size(), tenant);
            arrivals.forEach(arrival -> sealAlone(tenant, arrival));
        }
    }

    private void sealAlone(String tenant, Arrival arrival) {
        try {
            patience.untilDone(CHANNEL, () -> sealing.seal(tenant, List.of(arrival)));
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "recorded bare topic=%s partition=%d offset=%d",
                    arrival.fact().topic(),
                    arrival.fact().partition(),
                    arrival.fact().offset());
            Arrival bare = ReadRecords.bare(arrival, String.valueOf(e.getMessage()));
            patience.untilDone(CHANNEL, () -> {
                try {
                    sealing.seal(tenant, List.of(bare));
                } catch (RuntimeException still) {
                    // Nothing may be left out of the record: wait for a person, loudly.
                    throw new Retriable("the trail can't be written: " + still.getMessage(), still);
                }
            });
        }
    }
}
