package io.renewals.auditsink;

import io.renewals.auditsink.TrailReads.Filter;
import io.renewals.schemas.audit.Sealed;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Takes salt, digest, headers and body of an account's entries away, and publishes the entries anew without them: compaction then
 * removes the content from the topic as well. Entries, places and hashes stay.
 */
@ApplicationScoped
public class EraseContent {
    private static final int STRETCH = 500;

    private final Transactions transactions;
    private final TrailReads reads;

    @Inject
    public EraseContent(Transactions transactions, TrailReads reads) {
        this.transactions = transactions;
        this.reads = reads;
    }

    /** @return how many entries lost their content by this call */
    int erase(String tenant, String account) {
        Filter ofAccount = new Filter(account, null, null, null, null);
        int erased = 0;
        long after = 0;
        List<Sealed> stretch;
        do {
            stretch = reads.oldest(tenant, ofAccount, after, STRETCH);
            List<Sealed> full = stretch.stream()
                    .filter(entry -> entry.content().isPresent())
                    .toList();
            transactions.useTenant(tenant, work -> {
                for (Sealed entry : full) {
                    TrailRows.erase(work, entry);
                    SealEvents.publish(work, entry.erased());
                }
            });
            erased += full.size();
            after = stretch.isEmpty() ? after : stretch.getLast().sequence();
        } while (stretch.size() == STRETCH);
        return erased;
    }
}
