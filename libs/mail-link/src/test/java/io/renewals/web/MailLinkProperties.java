package io.renewals.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.web.MailLink.Payload;
import io.renewals.web.MailLink.Read;
import java.time.Instant;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

/** A link is read as it was signed, and as nothing else. */
class MailLinkProperties {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final MailLink links = new MailLink("0123456789abcdef0123456789abcdef");

    @Property
    void anyPayloadComesBackWhole(
            @ForAll @CharRange(from = ' ', to = '\uD7FF') @StringLength(max = 100) String text,
            @ForAll int revision,
            @ForAll @LongRange(min = 1, max = 400_000) long seconds) {
        Payload payload = payload(text, revision, NOW.plusSeconds(seconds));

        assertThat(links.read(links.token(payload), NOW)).isEqualTo(new Read.Valid(payload));
        assertThat(links.read(links.token(payload), payload.expires())).isEqualTo(new Read.Expired(payload));
    }

    @Property
    void aTokenWithOneOtherCharacterIsForged(
            @ForAll @IntRange(max = 10_000) int at, @ForAll @CharRange(from = '!', to = '~') char other) {
        String token = links.token(payload("acme", 1, NOW.plusSeconds(60)));
        int index = at % token.length();
        Assume.that(token.charAt(index) != other);

        String changed = token.substring(0, index) + other + token.substring(index + 1);

        assertThat(links.read(changed, NOW)).isEqualTo(new Read.Forged());
    }

    @Property
    void anyOtherTextIsForged(@ForAll String text) {
        assertThat(links.read(text, NOW)).isEqualTo(new Read.Forged());
    }

    private static Payload payload(String text, int revision, Instant expires) {
        return new Payload(text, text, revision, text + "@acme.example", MailLink.DECIDE, expires, text);
    }
}
