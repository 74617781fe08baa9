package io.renewals.registry;

import io.renewals.events.AccountAccepted;
import io.renewals.messaging.Received;
import io.renewals.registry.adapter.Intaken;
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

/** Terms, signals and outcomes that passed intake: the account as it is known now. */
@ApplicationScoped
public class AcceptFacts {
    private final Inbox inbox;
    private final RulebookShelf shelf;

    @Inject
    public AcceptFacts(Inbox inbox, RulebookShelf shelf) {
        this.inbox = inbox;
        this.shelf = shelf;
    }

    @Incoming(Topics.ACCOUNT_ACCEPTED)
    @Blocking
    public void receive(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("accept-facts", AccountAccepted.class, polled, this::accept);
    }

    void accept(List<Received<AccountAccepted>> events, Work work) {
        new Intaken(work, shelf).take(events);
    }
}
