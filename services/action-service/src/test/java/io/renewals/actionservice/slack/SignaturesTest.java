package io.renewals.actionservice.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.app_backend.SlackSignature;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T15:00:00Z");
    private static final String BODY = "payload=%7B%22type%22%3A%22block_actions%22%7D+";
    private final Signatures signatures = new Signatures("secret");

    @Test
    void whatSlackSignedNowVerifies() {
        assertThat(verifies(NOW, BODY)).isTrue();
        assertThat(verifies(NOW.minus(Duration.ofMinutes(5)), BODY)).isTrue();
    }

    @Test
    void whatIsOlderThanFiveMinutesOrFromTheFutureDoesNot() {
        assertThat(verifies(NOW.minusSeconds(301), BODY)).isFalse();
        assertThat(verifies(NOW.plusSeconds(301), BODY)).isFalse();
    }

    @Test
    void anotherSecretDoesNot() {
        String time = Long.toString(NOW.getEpochSecond());
        String forged = new SlackSignature.Generator("guess").generate(time, BODY);

        assertThat(signatures.verifies(time, forged, BODY, NOW)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload=%7B%22type%22%3A%22block_actions%22%7D%20",
                "payload=%7b%22type%22%3A%22block_actions%22%7D+",
                "payload=%7B%22type%22%3A%22block_actions%22%7D+&more=1",
                ""
            })
    void theSameFieldsEncodedAnewOrChangedDoNot(String other) {
        String time = Long.toString(NOW.getEpochSecond());
        String signature = new SlackSignature.Generator("secret").generate(time, BODY);

        assertThat(signatures.verifies(time, signature, other, NOW)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e9", "17637552001234", "now", "１７６３７５５２００"})
    void aTimestampThatIsNoneDoesNot(String timestamp) {
        String signature = new SlackSignature.Generator("secret").generate(timestamp, BODY);

        assertThat(signatures.verifies(timestamp, signature, BODY, NOW)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "v0=", "v1=00", "v0=" + "0000000000000000000000000000000000000000000000000000000000000000"})
    void aSignatureThatIsNoneDoesNot(String signature) {
        assertThat(signatures.verifies(Long.toString(NOW.getEpochSecond()), signature, BODY, NOW))
                .isFalse();
    }

    private boolean verifies(Instant signedAt, String body) {
        String time = Long.toString(signedAt.getEpochSecond());
        return signatures.verifies(time, new SlackSignature.Generator("secret").generate(time, body), body, NOW);
    }
}
