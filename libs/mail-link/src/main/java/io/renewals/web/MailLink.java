package io.renewals.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one link of a card that goes by mail: who may decide what, and until when, under a signature. Whoever holds it has shown
 * nothing but that a mail was read, or scanned; the decision still wants a sign-in.
 *
 * <p>A token is {@code base64url(JSON)} + {@code "."} + {@code base64url(HMAC-SHA256 over the part before the dot)}, without padding,
 * under a key of its own: {@code HMAC-SHA256(session key, "renewals mail link v1")}. Safe for use by many threads.
 */
public final class MailLink {
    /** How long a link can be used for a decision. */
    public static final Duration LIFETIME = Duration.ofHours(72);
    /** The purpose of a card's link. */
    public static final String DECIDE = "decide";

    private static final String KEY_OF_ITS_OWN = "renewals mail link v1";
    private static final int LONGEST_CHARS = 8_192;
    private static final JsonMapper JSON = new JsonMapper();

    private final byte[] key;

    /**
     * @param sessionKey what all services with pages share
     * @throws IllegalArgumentException where it is empty: anybody could sign
     */
    public MailLink(String sessionKey) {
        if (sessionKey == null || sessionKey.isEmpty()) {
            throw new IllegalArgumentException("a link can't be signed without SESSION_KEY");
        }
        this.key = mac(sessionKey.getBytes(StandardCharsets.UTF_8), KEY_OF_ITS_OWN);
    }

    /**
     * What a link says.
     *
     * @param recipient e-mail address, lower case
     * @param purpose {@link #DECIDE}
     * @param expires first instant at which it is no longer good, whole seconds
     * @param id another one for each mail: a link decides once
     */
    public record Payload(
            String tenant, String offer, int revision, String recipient, String purpose, Instant expires, String id) {
        public Payload {
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(offer, "offer");
            Objects.requireNonNull(purpose, "purpose");
            Objects.requireNonNull(id, "id");
            recipient = recipient.toLowerCase(Locale.ROOT);
            expires = Instant.ofEpochSecond(expires.getEpochSecond());
        }
    }

    /** What a token turned out to be. */
    public sealed interface Read {
        /** Ours, and still good. Whether it was used is for whoever keeps that. */
        record Valid(Payload payload) implements Read {}

        /** Not ours, or changed on the way. Nothing in it may be believed. */
        record Forged() implements Read {}

        /** Ours, and too old. */
        record Expired(Payload payload) implements Read {}
    }

    public String token(Payload payload) {
        ObjectNode json = JSON.createObjectNode();
        json.put("t", payload.tenant())
                .put("o", payload.offer())
                .put("r", payload.revision())
                .put("e", payload.recipient())
                .put("p", payload.purpose())
                .put("x", payload.expires().getEpochSecond())
                .put("i", payload.id());
        String said = encoded(json.toString().getBytes(StandardCharsets.UTF_8));
        return said + "." + signature(said);
    }

    /** Never fails, whatever the text is. */
    public Read read(String token, Instant now) {
        int dot = token == null ? -1 : token.indexOf('.');
        if (dot < 1 || token.length() > LONGEST_CHARS) {
            return new Read.Forged();
        }
        String said = token.substring(0, dot);
        // Encoded against encoded, so that no other spelling of the same bytes passes, and in constant time.
        boolean ours = MessageDigest.isEqual(
                signature(said).getBytes(StandardCharsets.UTF_8),
                token.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
        if (!ours) {
            return new Read.Forged();
        }
        try {
            Payload payload = payload(JSON.readTree(Base64.getUrlDecoder().decode(said)));
            return now.isBefore(payload.expires()) ? new Read.Valid(payload) : new Read.Expired(payload);
        } catch (IOException | RuntimeException signedButNoPayload) {
            return new Read.Forged();
        }
    }

    private static Payload payload(JsonNode json) {
        return new Payload(
                json.required("t").textValue(),
                json.required("o").textValue(),
                json.required("r").intValue(),
                json.required("e").textValue(),
                json.required("p").textValue(),
                Instant.ofEpochSecond(json.required("x").longValue()),
                json.required("i").textValue());
    }

    private String signature(String said) {
        return encoded(mac(key, said));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
