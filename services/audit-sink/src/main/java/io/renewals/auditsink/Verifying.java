package io.renewals.auditsink;

import io.renewals.schemas.audit.ChainVerifier;
import io.renewals.schemas.audit.ChainVerifier.Broken;
import io.renewals.schemas.audit.SignedHead;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Follows a tenant's whole chain as it stands in the tables, the way an export is followed offline. */
@ApplicationScoped
public class Verifying {
    private final TrailReads reads;
    private final SignHeads heads;

    @Inject
    public Verifying(TrailReads reads, SignHeads heads) {
        this.reads = reads;
        this.heads = heads;
    }

    /**
     * @param entries how many were followed
     * @param erased how many of them have no content any more
     * @param brokenAt first sequence that does not fit; null where all do
     * @param reason why it does not; null where all do
     * @param head signed now, over the end that was reached; null where it is broken
     */
    public record Verified(
            boolean whole, long entries, long erased, String hash, Long brokenAt, String reason, SignedHead head) {}

    Verified verify(String tenant) {
        SignedHead head = heads.sign(tenant);
        ChainVerifier verifier = new ChainVerifier(heads.publicKey());
        FirstBreak first = new FirstBreak();
        reads.each(tenant, TrailReads.Filter.ANY, head.sequence(), entry -> {
            if (first.found == null) {
                first.found = verifier.next(entry).orElse(null);
            }
        });
        Optional<Broken> broken = Optional.ofNullable(first.found).or(() -> verifier.next(head));
        ChainVerifier.Whole upTo = verifier.whole();
        return broken.map(at ->
                        new Verified(false, upTo.last(), upTo.erased(), upTo.hash(), at.sequence(), at.reason(), null))
                .orElseGet(() -> new Verified(true, upTo.last(), upTo.erased(), upTo.hash(), null, null, head));
    }

    private static final class FirstBreak {
        private Broken found;
    }
}
