package io.renewals.schemas.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Whatever is done to a chain is found, and at the right place. */
class ChainProperties {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final KeyPair KEY = newKey();

    @Property(tries = 200)
    void anExportReadsBackAsItWas(@ForAll @StringLength(max = 40) String body, @ForAll String account) {
        Sealed entry = Sealed.after(ChainHash.START, "acme", 1, NOON, fact(account, 1), content(1, wellFormed(body)));

        assertThat(TrailJson.read(TrailJson.write(entry))).isEqualTo(entry);
    }

    @Property(tries = 50)
    void anUntouchedChainIsWhole(@ForAll @IntRange(max = 30) int length) {
        ChainVerifier.Outcome outcome = verify(chain(length));

        assertThat(outcome).isInstanceOfSatisfying(ChainVerifier.Whole.class, whole -> {
            assertThat(whole.last()).isEqualTo(length);
            assertThat(whole.head().isSigned()).isTrue();
        });
    }

    @Property(tries = 200)
    void aChangedFieldIsFoundWhereItIs(
            @ForAll @IntRange(min = 1, max = 20) int length,
            @ForAll @IntRange(max = 1000) int pick,
            @ForAll @IntRange(max = 9) int field) {
        List<TrailLine> chain = chain(length);
        int changed = pick % length;
        chain.set(changed, change((Sealed) chain.get(changed), field));

        assertThat(verify(chain))
                .isInstanceOfSatisfying(ChainVerifier.Broken.class, broken -> assertThat(broken.sequence())
                        .isEqualTo(changed + 1));
    }

    @Property(tries = 100)
    void aDroppedEntryIsMissed(
            @ForAll @IntRange(min = 1, max = 20) int length, @ForAll @IntRange(max = 1000) int pick) {
        List<TrailLine> chain = chain(length);
        chain.remove(pick % length);

        assertThat(verify(chain))
                .isInstanceOfSatisfying(ChainVerifier.Broken.class, broken -> assertThat(broken.sequence())
                        .isEqualTo(pick % length + 1));
    }

    @Property(tries = 100)
    void twoSwappedEntriesAreFoundAtTheFirst(
            @ForAll @IntRange(min = 2, max = 20) int length, @ForAll int one, @ForAll int other) {
        int i = Math.floorMod(one, length);
        int j = Math.floorMod(other, length);
        if (i == j) {
            return;
        }
        List<TrailLine> chain = chain(length);
        Collections.swap(chain, i, j);

        assertThat(verify(chain))
                .isInstanceOfSatisfying(ChainVerifier.Broken.class, broken -> assertThat(broken.sequence())
                        .isEqualTo(Math.min(i, j) + 1));
    }

    @Property(tries = 50)
    void aChainRewrittenFromAnEntryOnIsGivenAwayByTheSignedHead(@ForAll @IntRange(min = 1, max = 10) int length) {
        List<TrailLine> chain = chain(length);
        List<TrailLine> rewritten = chain(length, "another");
        rewritten.set(length, chain.get(length));

        assertThat(verify(rewritten))
                .isInstanceOfSatisfying(ChainVerifier.Broken.class, broken -> assertThat(broken.reason())
                        .contains("rewritten"));
    }

    @Property(tries = 50)
    void anErasureLeavesTheChainWhole(
            @ForAll @IntRange(min = 1, max = 20) int length, @ForAll @IntRange(max = 1000) int pick) {
        List<TrailLine> chain = chain(length);
        chain.set(pick % length, ((Sealed) chain.get(pick % length)).erased());

        assertThat(verify(chain)).isInstanceOfSatisfying(ChainVerifier.Whole.class, whole -> assertThat(whole.erased())
                .isEqualTo(1));
    }

    @Property(tries = 20)
    void aHeadOfAnotherKeyIsNotTrusted(@ForAll @IntRange(max = 5) int length) {
        String other =
                SignedHead.sign("acme", 0, ChainHash.START, NOON, newKey()).publicKey();

        assertThat(ChainVerifier.verify(
                        chain(length).stream().map(TrailJson::write).iterator(), other))
                .isInstanceOf(ChainVerifier.Broken.class);
    }

    private static ChainVerifier.Outcome verify(List<TrailLine> lines) {
        return ChainVerifier.verify(lines.stream().map(TrailJson::write).iterator(), null);
    }

    private static List<TrailLine> chain(int length) {
        return chain(length, "body");
    }

    private static List<TrailLine> chain(int length, String body) {
        List<TrailLine> lines = new ArrayList<>();
        String previous = ChainHash.START;
        for (int i = 1; i <= length; i++) {
            Sealed entry = Sealed.after(previous, "acme", i, NOON, fact("a" + i, i), content(i, body + i));
            previous = entry.hash();
            lines.add(entry);
        }
        lines.add(SignedHead.sign("acme", length, previous, NOON, KEY));
        return lines;
    }

    private static Sealed change(Sealed entry, int field) {
        Fact was = entry.fact();
        Content content = entry.content().orElseThrow();
        Fact fact = new Fact(
                field == 0 ? was.account() + "x" : was.account(),
                field == 1 ? "offer" : was.offerId(),
                field == 2 ? "offer.held" : was.topic(),
                was.partition(),
                field == 3 ? was.offset() + 1 : was.offset(),
                field == 4 ? "" : was.eventId(),
                was.eventType(),
                field == 5 ? "/forger" : was.source(),
                field == 6 ? was.occurredAt().plusNanos(1_000) : was.occurredAt(),
                (field == 7) != was.decoded());
        Content changed = new Content(
                content.salt(),
                content.payloadSha256(),
                field == 8 ? "{\"a\":\"b\"}" : content.headers(),
                field == 9 ? content.body() + " " : content.body());
        return new Sealed(
                entry.tenant(),
                entry.sequence(),
                entry.recordedAt(),
                fact,
                entry.contentDigest(),
                java.util.Optional.of(changed),
                entry.previousHash(),
                entry.hash());
    }

    private static Fact fact(String account, long offset) {
        return new Fact(
                wellFormed(account), null, "offer.queued", 0, offset, "e" + offset, "type", "/source", NOON, true);
    }

    private static Content content(int seed, String body) {
        return new Content(String.format("%064x", seed), "ab", "{}", body);
    }

    /** Half a surrogate pair is no text that a broker could have carried. */
    private static String wellFormed(String text) {
        return new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
