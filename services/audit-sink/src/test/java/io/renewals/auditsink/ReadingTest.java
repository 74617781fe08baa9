package io.renewals.auditsink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renewals.schemas.audit.Fact;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingTest {
    @Test
    void anEventShowsDecimalsWithAllTheirDigitsAndIsoDates() {
        assertThat(EventJson.write(Samples.decided("acme", "bayside", "o")))
                .contains("\"unitPrice\":\"44.1000\"", "\"businessDate\":\"2026-05-04\"", "\"verdict\":\"AT_RISK\"")
                .contains("\"contractStart\":null");
        assertThat(EventJson.write(new BigDecimal("1E+3"))).isEqualTo("\"1000\"");
    }

    @Test
    void aRedeliveryIsTheSameEventAndOtherBytesAreNot() {
        assertThat(identity("offer.held", 7, "e1", Map.of(), "aa"))
                .isEqualTo(identity("offer.held", 9, "e1", Map.of(), "aa"));
        assertThat(identity("offer.held", 7, "e1", Map.of(), "aa"))
                .isNotEqualTo(identity("offer.held", 7, "e1", Map.of(), "bb"));
        assertThat(identity("offer.held", 7, "", Map.of(), "aa"))
                .isNotEqualTo(identity("offer.held", 9, "", Map.of(), "aa"));
    }

    @Test
    void aSecondRefusalAfterAReplayIsAFactOfItsOwn() {
        Map<String, String> first = refusedAt("3");

        assertThat(identity("intake.dead", 0, "e1", first, "aa"))
                .isEqualTo(identity("intake.dead", 1, "e1", first, "aa"));
        assertThat(identity("intake.dead", 0, "e1", first, "aa"))
                .isNotEqualTo(identity("intake.dead", 1, "e1", refusedAt("8"), "aa"));
    }

    @Test
    void cellsThatASpreadsheetWouldRunAreText() {
        for (String cell : new String[] {"=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1"}) {
            assertThat(CsvRows.harmless(cell)).isEqualTo("'" + cell);
        }
        assertThat(CsvRows.harmless("2026-05-04")).isEqualTo("2026-05-04");
    }

    @Test
    void theSameSecretGivesTheSameKey() {
        Optional<String> secret = Optional.of("a secret of at least thirty-two characters");

        assertThat(SignHeads.keyFrom(secret).getPublic())
                .isEqualTo(SignHeads.keyFrom(secret).getPublic());
        assertThatThrownBy(() -> SignHeads.keyFrom(Optional.of("short"))).hasMessageContaining("AUDIT_SIGNING_KEY");
        assertThatThrownBy(() -> SignHeads.keyFrom(Optional.empty())).hasMessageContaining("AUDIT_SIGNING_KEY");
    }

    private static Map<String, String> refusedAt(String offset) {
        return new HashMap<>(Map.of(
                "dead-letter-topic", "terms.reported", "dead-letter-partition", "0", "dead-letter-offset", offset));
    }

    private static byte[] identity(String topic, long offset, String id, Map<String, String> headers, String payload) {
        Fact fact = new Fact("a", null, topic, 0, offset, id, "t", "/s", Instant.EPOCH, true);
        return Identity.of(fact, headers, payload);
    }
}
