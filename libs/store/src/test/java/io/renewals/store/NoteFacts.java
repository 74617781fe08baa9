package io.renewals.store;

import io.renewals.events.AccountAccepted;
import io.renewals.events.ActivityRecorded;
import io.renewals.messaging.Poison;
import io.renewals.messaging.Received;
import io.renewals.messaging.Retriable;
import io.renewals.schemas.Topics;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A stateful handler as small as can be: notes each fact once and says so; an account named poison or flaky misbehaves. */
@ApplicationScoped
public class NoteFacts {
    static final AtomicInteger FLAKY_TRIES = new AtomicInteger();

    @Inject
    Inbox inbox;

    @Incoming(Topics.ACCOUNT_ACCEPTED)
    @Blocking
    public void receive(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("note-facts", AccountAccepted.class, polled, this::note);
    }

    void note(List<Received<AccountAccepted>> events, Work work) {
        for (Received<AccountAccepted> event : events) {
            String account = event.body().getAccount();
            if (account.startsWith("poison")) {
                throw new Poison("this account can't be noted");
            }
            if (account.startsWith("flaky") && FLAKY_TRIES.incrementAndGet() < 3) {
                throw new Retriable("try again");
            }
            work.db()
                    .createUpdate("insert into noted (tenant, account, note) values (:tenant, :account, :note)")
                    .bind("tenant", work.tenant())
                    .bind("account", account)
                    .bind("note", event.body().getSourceId())
                    .execute();
            work.publish(Topics.ACTIVITY_RECORDED, "noted", noted(event, work));
        }
    }

    private static ActivityRecorded noted(Received<AccountAccepted> event, Work work) {
        return ActivityRecorded.newBuilder()
                .setTenant(work.tenant())
                .setAccount(event.body().getAccount())
                .setCorrelationId(event.body().getCorrelationId())
                .setCausationId(event.id())
                .setKind("noted")
                .setActor("test")
                .setSummary(event.body().getSourceId())
                .setDetails(Map.of())
                .setAt(work.now())
                .build();
    }
}
