package io.renewals.web;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The key all services with pages share. It encrypts the session cookie (Quarkus does that) and signs form tokens
 * and notices, each purpose under a key of its own.
 */
@ApplicationScoped
public class SessionKey {

    private static final int SHORTEST_CHARS = 32;

    private final String key;

    @Inject
    public SessionKey(@ConfigProperty(name = "quarkus.http.auth.session.encryption-key") Optional<String> key) {
        this.key = key.orElse("");
    }

    void refuseWeakKey(@Observes StartupEvent started) {
        if (key.length() < SHORTEST_CHARS && LaunchMode.current() == LaunchMode.NORMAL) {
            throw new IllegalStateException("SESSION_KEY must be set to at least " + SHORTEST_CHARS
                    + " characters, the same for every service: it encrypts the sign-in cookie. Make one with: "
                    + "openssl rand -base64 48");
        }
    }

    /** @return URL-safe signature over the text, valid for this purpose only */
    String sign(String purpose, String text) {
        byte[] purposeKey = mac(key.getBytes(StandardCharsets.UTF_8), purpose);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(purposeKey, text));
    }

    boolean verifies(String purpose, String text, String signature) {
        return MessageDigest.isEqual(
                sign(purpose, text).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
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
