package io.renewals.schemas.audit;

import java.util.Iterator;
import java.util.Optional;

/**
 * Follows a chain from its first entry and stops at the first that does not fit. Give it every line in order; the same object
 * never checks two chains. {@link #verify} does it for the lines of an export.
 */
public final class ChainVerifier {
    private final String trustedKey;
    private String tenant;
    private long last;
    private String lastHash = ChainHash.START;
    private long erased;
    private SignedHead head;

    /** @param trustedKey the public key that the head must be signed with, base64; null: whichever the head names */
    public ChainVerifier(String trustedKey) {
        this.trustedKey = trustedKey;
    }

    /** What came of it. */
    public sealed interface Outcome permits Whole, Broken {}

    /**
     * Every entry follows from the one before.
     *
     * @param tenant null: there was no line at all
     * @param last sequence of the last entry; 0: none
     * @param hash of the last entry
     * @param erased how many entries had their content erased; theirs is not checked
     * @param head null: the lines held none, so that a cut-off end would not be noticed
     */
    public record Whole(String tenant, long last, String hash, long erased, SignedHead head) implements Outcome {}

    /** @param sequence the first place that does not fit */
    public record Broken(long sequence, String reason) implements Outcome {}

    /** @param trustedKey see the constructor */
    public static Outcome verify(Iterator<String> lines, String trustedKey) {
        ChainVerifier verifier = new ChainVerifier(trustedKey);
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.isBlank()) {
                continue;
            }
            Optional<Broken> broken;
            try {
                broken = verifier.next(TrailJson.read(line));
            } catch (IllegalArgumentException e) {
                broken = Optional.of(verifier.broken("the line can't be read: " + e.getMessage()));
            }
            if (broken.isPresent()) {
                return broken.get();
            }
        }
        return verifier.whole();
    }

    /** Continues behind an entry that is known to be right. */
    public static ChainVerifier behind(String tenant, long sequence, String hash) {
        ChainVerifier verifier = new ChainVerifier(null);
        verifier.tenant = tenant;
        verifier.last = sequence;
        verifier.lastHash = hash;
        return verifier;
    }

    /** Empty: it fits. */
    public Optional<Broken> next(TrailLine line) {
        return Optional.ofNullable(
                switch (line) {
                    case Sealed entry -> check(entry);
                    case SignedHead signed -> check(signed);
                });
    }

    /** Right only while {@link #next} has found nothing. */
    public Whole whole() {
        return new Whole(tenant, last, lastHash, erased, head);
    }

    private Broken check(Sealed entry) {
        if (head != null) {
            return broken("an entry follows the signed head");
        }
        if (tenant != null && !tenant.equals(entry.tenant())) {
            return broken("it is of tenant " + entry.tenant() + ", the chain of " + tenant);
        }
        if (entry.sequence() != last + 1) {
            return broken("entry " + (last + 1) + " is missing: " + entry.sequence() + " stands in its place");
        }
        if (!entry.previousHash().equals(lastHash)) {
            return broken("its previousHash is not the hash of the entry before");
        }
        if (entry.content().isPresent()
                && !ChainHash.ofContent(entry.content().get()).equals(entry.contentDigest())) {
            return broken("its content is not what was sealed");
        }
        String hash = ChainHash.of(
                lastHash, entry.tenant(), entry.sequence(), entry.recordedAt(), entry.fact(), entry.contentDigest());
        if (!hash.equals(entry.hash())) {
            return broken("its fields are not what was sealed");
        }
        tenant = entry.tenant();
        last = entry.sequence();
        lastHash = hash;
        erased += entry.content().isPresent() ? 0 : 1;
        return null;
    }

    private Broken check(SignedHead signed) {
        if (!signed.isSigned()) {
            return broken("the signature of the head is not that of its key");
        }
        if (trustedKey != null && !trustedKey.equals(signed.publicKey())) {
            return broken("the head is signed with another key than the trusted one");
        }
        if (tenant != null && !tenant.equals(signed.tenant())) {
            return broken("the head is of tenant " + signed.tenant() + ", the chain of " + tenant);
        }
        if (signed.sequence() != last) {
            return broken("the signed head is at " + signed.sequence() + ", the chain ends at " + last);
        }
        if (!signed.hash().equals(lastHash)) {
            return new Broken(last, "the signed head has another hash: the chain was rewritten");
        }
        tenant = signed.tenant();
        head = signed;
        return null;
    }

    private Broken broken(String reason) {
        return new Broken(last + 1, reason);
    }
}
