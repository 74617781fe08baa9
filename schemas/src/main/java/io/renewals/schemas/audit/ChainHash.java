package io.renewals.schemas.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The chain's two digests. Each part is written as UTF-8, preceded by its length in four bytes, big-endian; a missing part has
 * length -1. Numbers are decimal, instants are {@code 2026-05-04T06:00:00.000000Z} with six decimals, flags {@code true} and
 * {@code false}: all as an export prints them.
 *
 * <ul>
 *   <li>content digest = HMAC-SHA256 with the salt's 32 bytes as key over payloadSha256, headers, body
 *   <li>hash = SHA-256 over {@value #FORMULA}, previousHash, tenant, sequence, recordedAt, account, offerId, topic, partition,
 *       offset, eventId, eventType, source, occurredAt, decoded, contentDigest
 * </ul>
 */
public final class ChainHash {
    /** Names the formula; another formula would have another name. */
    public static final String FORMULA = "renewals-audit-1";

    /** What the first entry follows. */
    public static final String START = "0".repeat(64);

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private ChainHash() {}

    /** Lower-case hex. */
    public static String ofContent(Content content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(content.salt()), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal(parts(content.payloadSha256(), content.headers(), content.body())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** Lower-case hex. */
    public static String of(
            String previousHash, String tenant, long sequence, Instant recordedAt, Fact fact, String contentDigest) {
        byte[] covered = parts(
                FORMULA,
                previousHash,
                tenant,
                Long.toString(sequence),
                text(recordedAt),
                fact.account(),
                fact.offerId(),
                fact.topic(),
                Integer.toString(fact.partition()),
                Long.toString(fact.offset()),
                fact.eventId(),
                fact.eventType(),
                fact.source(),
                text(fact.occurredAt()),
                Boolean.toString(fact.decoded()),
                contentDigest);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(covered));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** As exports and hashes write an instant: six decimals, always. */
    public static String text(Instant instant) {
        return MICROS.format(instant);
    }

    private static byte[] parts(String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String part : parts) {
                byte[] text = part == null ? null : part.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text == null ? -1 : text.length);
                if (text != null) {
                    out.write(text);
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
