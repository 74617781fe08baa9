package io.renewals.schemas.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/**
 * Where a chain ended at an instant, signed: who holds it can tell a shortened or rewritten chain from the real one.
 *
 * @param sequence of the last entry; 0: the chain is empty
 * @param hash of the last entry
 * @param at when it was signed, microseconds
 * @param publicKey Ed25519, X.509 encoded, base64
 * @param signature Ed25519 over {@link #message}, base64
 */
public record SignedHead(String tenant, long sequence, String hash, Instant at, String publicKey, String signature)
        implements TrailLine {

    public static SignedHead sign(String tenant, long sequence, String hash, Instant at, KeyPair key) {
        try {
            Signature signing = Signature.getInstance("Ed25519");
            signing.initSign(key.getPrivate());
            signing.update(message(tenant, sequence, hash, at));
            return new SignedHead(
                    tenant,
                    sequence,
                    hash,
                    at,
                    Base64.getEncoder().encodeToString(key.getPublic().getEncoded()),
                    Base64.getEncoder().encodeToString(signing.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the head can't be signed", e);
        }
    }

    /** True where the signature is that of {@link #publicKey} over these values; whose key it is, the caller knows. */
    public boolean isSigned() {
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
            Signature checking = Signature.getInstance("Ed25519");
            checking.initVerify(key);
            checking.update(message(tenant, sequence, hash, at));
            return checking.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Five lines joined by a line feed, UTF-8: {@code renewals-audit-head-1}, tenant, sequence, hash, at. */
    static byte[] message(String tenant, long sequence, String hash, Instant at) {
        return String.join("\n", "renewals-audit-head-1", tenant, Long.toString(sequence), hash, ChainHash.text(at))
                .getBytes(StandardCharsets.UTF_8);
    }
}
