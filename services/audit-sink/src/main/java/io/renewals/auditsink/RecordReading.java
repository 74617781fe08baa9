package io.renewals.auditsink;

import io.renewals.events.ActivityRecorded;
import io.renewals.schemas.Topics;
import io.renewals.store.Transactions;
import io.renewals.web.SignedIn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;

/** What people do with the trail is itself on the record. */
@ApplicationScoped
public class RecordReading {
    static final String EVIDENCE_READ = "evidence-read";
    static final String ADMIN_ACT = "admin-act";

    private final Transactions transactions;

    @Inject
    public RecordReading(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * @param account empty: not about one
     * @param details name to value
     */
    void record(SignedIn who, String kind, String account, String summary, Map<String, String> details) {
        String request = UUID.randomUUID().toString();
        transactions.useTenant(
                who.tenant(),
                work -> work.publish(
                        Topics.ACTIVITY_RECORDED,
                        kind,
                        ActivityRecorded.newBuilder()
                                .setTenant(who.tenant())
                                .setAccount(account.isEmpty() ? "-" : account)
                                .setCorrelationId(request)
                                .setCausationId(request)
                                .setKind(kind)
                                .setActor(who.email())
                                .setSummary(summary)
                                .setDetails(details)
                                .setAt(work.now())
                                .build()));
    }
}
