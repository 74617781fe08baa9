package io.renewals.intake;

import io.renewals.events.AccountChanged;
import io.renewals.events.AccountState;
import io.renewals.intake.adapter.Drafts;
import io.renewals.intake.adapter.KnownAccounts;
import io.renewals.intake.domain.KnownAccount;
import io.renewals.messaging.Received;
import io.renewals.schemas.Topics;
import io.renewals.store.Inbox;
import io.renewals.store.Work;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Accounts as the registry holds them: what a calendar names is looked up among them. */
@ApplicationScoped
public class KnowAccounts {
    private final Inbox inbox;

    @Inject
    public KnowAccounts(Inbox inbox) {
        this.inbox = inbox;
    }

    @Incoming(Topics.ACCOUNT_CHANGED)
    @Blocking
    public void receive(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("know-accounts", AccountChanged.class, polled, this::learn);
    }

    /** In the order of their ids, so that two batches never wait for each other. */
    void learn(List<Received<AccountChanged>> events, Work work) {
        Map<String, KnownAccount> newest = new TreeMap<>();
        for (Received<AccountChanged> event : events) {
            AccountChanged told = event.body();
            KnownAccount account = new KnownAccount(
                    told.getAccount(),
                    told.getTerms().getAccountName(),
                    told.getAccountVersion(),
                    Drafts.of(told.getTerms()),
                    told.getState() == AccountState.CHURNED);
            newest.merge(account.account(), account, (one, other) -> one.version() > other.version() ? one : other);
        }
        KnownAccounts.learn(work, newest.values());
    }
}
