package io.renewals.auditsink;

import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.renewals.auditsink.SealEvents.ChainHead;
import io.renewals.schemas.audit.ChainHash;
import io.renewals.schemas.audit.SignedHead;
import io.renewals.store.Transactions;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Signs where a chain ends, hourly where it has grown and with every export. The signed head is also logged: a copy outside the
 * database is what gives a rewritten chain away.
 */
@Startup
@ApplicationScoped
public class SignHeads {
    private static final Logger LOG = Logger.getLogger(SignHeads.class);
    private static final int SHORTEST_SECRET = 32;

    private final Transactions transactions;
    private final TrailReads reads;
    private final KeyPair key;

    @Inject
    public SignHeads(AuditConfig config, Transactions transactions, TrailReads reads) {
        this.transactions = transactions;
        this.reads = reads;
        this.key = keyFrom(config.signingKey());
    }

    /** Signs the end of the chain as it is now. */
    SignedHead sign(String tenant) {
        return transactions.inTenant(tenant, this::signed);
    }

    /** The same, and the signature is kept. */
    SignedHead signAndKeep(String tenant) {
        return transactions.inTenant(tenant, work -> {
            SignedHead signed = signed(work);
            TrailRows.insert(work, signed);
            return signed;
        });
    }

    private SignedHead signed(Work work) {
        ChainHead head = TrailReads.head(work).orElse(new ChainHead(0, ChainHash.START, 0));
        return SignedHead.sign(work.tenant(), head.sequence(), head.hash(), work.now(), key);
    }

    /** X.509 encoded, base64. */
    String publicKey() {
        return Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void hourly() {
        transactions.eachTenant("head signing", this::signWhereNew);
    }

    private void signWhereNew(String tenant) {
        long end = reads.head(tenant).sequence();
        Optional<SignedHead> last = reads.lastSigned(tenant);
        if (end > last.map(SignedHead::sequence).orElse(0L)) {
            SignedHead signed = signAndKeep(tenant);
            LOG.infof(
                    "head signed tenant=%s sequence=%d hash=%s at=%s signature=%s",
                    tenant, signed.sequence(), signed.hash(), signed.at(), signed.signature());
        }
    }

    /** The same secret gives the same key on every start and replica. */
    static KeyPair keyFrom(Optional<String> secret) {
        String text = secret.filter(given -> given.length() >= SHORTEST_SECRET)
                .orElseThrow(() -> new IllegalStateException("AUDIT_SIGNING_KEY is missing or shorter than "
                        + SHORTEST_SECRET + " characters: the trail's heads are signed with a key made from it"));
        byte[] seed = Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new SeedAlone(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /** Gives the generator the seed as its random bytes: an Ed25519 private key is nothing but 32 of them. */
    private static final class SeedAlone extends SecureRandom {
        private final transient byte[] seed;

        SeedAlone(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("an Ed25519 key is made from 32 bytes, not " + bytes.length);
            }
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}
