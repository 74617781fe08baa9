package io.renewals.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renewals.web.MailLink.Payload;
import io.renewals.web.MailLink.Read;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class MailLinkTokenTest {
    private static final String SESSION_KEY = "0123456789abcdef0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Payload PAYLOAD = new Payload(
            "acme",
            "6e0c1b3a-7f52-3d0e-9a44-2b8f0c5d7e11",
            2,
            "Tom@Acme.example",
            MailLink.DECIDE,
            NOW.plus(MailLink.LIFETIME),
            "once-1");

    private final MailLink links = new MailLink(SESSION_KEY);

    @Test
    void whatWasSignedIsRead() {
        Read read = links.read(links.token(PAYLOAD), NOW);

        assertThat(read).isEqualTo(new Read.Valid(PAYLOAD));
        assertThat(((Read.Valid) read).payload().recipient()).isEqualTo("tom@acme.example");
    }

    @Test
    void theTokenHasTheDocumentedForm() throws Exception {
        String[] parts = links.token(PAYLOAD).split("\\.");
        byte[] key = hmac(SESSION_KEY.getBytes(StandardCharsets.UTF_8), "renewals mail link v1");

        assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"t\":\"acme\",\"o\":\"6e0c1b3a-7f52-3d0e-9a44-2b8f0c5d7e11\",\"r\":2,\"e\":\"tom@acme.example\","
                                + "\"p\":\"decide\",\"x\":"
                                + NOW.plus(MailLink.LIFETIME).getEpochSecond()
                                + ",\"i\":\"once-1\"}");
        assertThat(HexFormat.of().formatHex(Base64.getUrlDecoder().decode(parts[1])))
                .isEqualTo(HexFormat.of().formatHex(hmac(key, parts[0])));
    }

    @Test
    void itIsGoodForThreeDaysAndNotASecondMore() {
        String token = links.token(PAYLOAD);

        assertThat(links.read(token, NOW.plus(MailLink.LIFETIME).minusSeconds(1)))
                .isInstanceOf(Read.Valid.class);
        assertThat(links.read(token, NOW.plus(MailLink.LIFETIME))).isEqualTo(new Read.Expired(PAYLOAD));
    }

    @Test
    void anotherInstallationsLinkIsForged() {
        String theirs = new MailLink("another key of thirty-two letters").token(PAYLOAD);

        assertThat(links.read(theirs, NOW)).isEqualTo(new Read.Forged());
    }

    @Test
    void aForgedLinkThatIsAlsoOldIsForged() {
        String theirs = new MailLink("another key of thirty-two letters").token(PAYLOAD);

        assertThat(links.read(theirs, NOW.plus(MailLink.LIFETIME))).isEqualTo(new Read.Forged());
    }

    @Test
    void anotherSpellingOfTheSameBytesIsForged() {
        String token = links.token(PAYLOAD);

        assertThat(links.read(token + "=", NOW)).isEqualTo(new Read.Forged());
        assertThat(links.read(token + ".", NOW)).isEqualTo(new Read.Forged());
        assertThat(links.read(token.replace('.', ':'), NOW)).isEqualTo(new Read.Forged());
        assertThat(links.read(null, NOW)).isEqualTo(new Read.Forged());
    }

    @Test
    void nobodySignsWithAnEmptyKey() {
        assertThatThrownBy(() -> new MailLink(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SESSION_KEY");
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
