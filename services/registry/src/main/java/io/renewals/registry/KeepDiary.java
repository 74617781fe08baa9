package io.renewals.registry;

import io.renewals.events.RenewalAssessed;
import io.renewals.messaging.Received;
import io.renewals.registry.adapter.Followed;
import io.renewals.registry.adapter.RulebookShelf;
import io.renewals.schemas.Topics;
import io.renewals.store.Inbox;
import io.renewals.store.Work;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The verdict of the day: one paragraph in the account's diary, and its state where no offer follows. */
@ApplicationScoped
public class KeepDiary {
    private final Inbox inbox;
    private final RulebookShelf shelf;

    @Inject
    public KeepDiary(Inbox inbox, RulebookShelf shelf) {
        this.inbox = inbox;
        this.shelf = shelf;
    }

    @Incoming(Topics.RENEWAL_ASSESSED)
    @Blocking
    public void receive(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("keep-diary", RenewalAssessed.class, polled, this::keep);
    }

    void keep(List<Received<RenewalAssessed>> events, Work work) {
        Followed.of(work, shelf, events.stream().map(event -> event.body().getAccount()))
                .assessed(events);
    }
}
