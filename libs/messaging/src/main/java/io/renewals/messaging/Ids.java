package io.renewals.messaging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Deterministic ids: the same cause and step give the same id, so a replay gives the same event and not a second one. */
public final class Ids {
    private Ids() {}

    /** Name-based UUID over the parts; the separator can't occur in an id, so that no two lists of parts collide. */
    public static String of(Object... parts) {
        StringBuilder name = new StringBuilder();
        for (Object part : parts) {
            name.append(part).append('\u001f');
        }
        return UUID.nameUUIDFromBytes(name.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** The id of an offer: one draft, at most one mail. */
    public static String offer(String tenant, String account, int cycleNo, int revision) {
        return of("offer", tenant, account, cycleNo, revision);
    }

    /** Lower-case hex. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes));
    }

    static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
