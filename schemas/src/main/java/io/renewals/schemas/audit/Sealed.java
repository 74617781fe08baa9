package io.renewals.schemas.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * One entry of a tenant's trail, in its place.
 *
 * @param sequence from 1, no gap
 * @param recordedAt when it was sealed, microseconds
 * @param contentDigest lower-case hex; stays when the content is erased
 * @param content empty: erased
 * @param previousHash hash of the entry before; {@link ChainHash#START} for the first
 * @param hash {@link ChainHash#of}
 */
public record Sealed(
        String tenant,
        long sequence,
        Instant recordedAt,
        Fact fact,
        String contentDigest,
        Optional<Content> content,
        String previousHash,
        String hash)
        implements TrailLine {

    /** The entry that follows the one with {@code previousHash}. */
    public static Sealed after(
            String previousHash, String tenant, long sequence, Instant recordedAt, Fact fact, Content content) {
        String digest = ChainHash.ofContent(content);
        return new Sealed(
                tenant,
                sequence,
                recordedAt,
                fact,
                digest,
                Optional.of(content),
                previousHash,
                ChainHash.of(previousHash, tenant, sequence, recordedAt, fact, digest));
    }

    /** The same entry without its content; its hash does not change. */
    public Sealed erased() {
        return new Sealed(tenant, sequence, recordedAt, fact, contentDigest, Optional.empty(), previousHash, hash);
    }
}
