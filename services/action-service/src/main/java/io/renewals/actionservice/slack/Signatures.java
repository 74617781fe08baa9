package io.renewals.actionservice.slack;

import com.slack.api.app_backend.SlackSignature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether Slack itself sent a request: the signature is over the bytes as they came, so a body that was changed, or only encoded
 * anew, does not verify; nor does one signed more than five minutes ago. A second one with the same signature is for whoever keeps the
 * signatures to refuse.
 */
final class Signatures {
    static final Duration STALE_AFTER = Duration.ofMinutes(5);

    private final SlackSignature.Generator generator;

    Signatures(String secret) {
        this.generator = new SlackSignature.Generator(secret);
    }

    boolean verifies(String timestamp, String signature, String body, Instant now) {
        boolean isNumber = !timestamp.isEmpty()
                && timestamp.length() <= 12
                && timestamp.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber || signature.isEmpty()) {
            return false;
        }
        Duration distance = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs();
        if (distance.compareTo(STALE_AFTER) > 0) {
            return false;
        }
        byte[] expected = generator.generate(timestamp, body).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    }
}
