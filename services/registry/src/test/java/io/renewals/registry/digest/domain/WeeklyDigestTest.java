package io.renewals.registry.digest.domain;

import static io.renewals.registry.digest.domain.Books.ADA;
import static io.renewals.registry.digest.domain.Books.ALL;
import static io.renewals.registry.digest.domain.Books.MARIA;
import static io.renewals.registry.digest.domain.Books.OPENS;
import static io.renewals.registry.digest.domain.Books.TOM;
import static io.renewals.registry.digest.domain.Books.WEEK;
import static io.renewals.registry.digest.domain.Books.of;
import static io.renewals.registry.digest.domain.Books.section;
import static io.renewals.registry.digest.domain.Books.standing;
import static io.renewals.registry.digest.domain.Books.week;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.renewals.registry.domain.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeeklyDigestTest {
    private static final List<String> BY_STATE = List.of("in-motion", "held", "stale", "skipped", "missed");

    @Test
    void anAccountIsCountedForItsStateOnce() {
        List<Standing> book = Arrays.stream(State.values())
                .map(state -> Books.judged(standing("in-" + state, state, MARIA), "HIGH", "-0.8000", "0.1000"))
                .toList();

        Digest digest = of(WeeklyDigest.of(WEEK, OPENS, book, ALL, ADA), MARIA);

        List<String> counted = new ArrayList<>();
        BY_STATE.forEach(id -> section(digest, id).rows().forEach(row -> counted.add(row.account())));
        assertThat(counted)
                .doesNotHaveDuplicates()
                .contains("in-QUEUED", "in-HELD", "in-STALE", "in-SKIPPED", "in-MISSED", "in-OFFERED", "in-SNOOZED")
                .doesNotContain("in-WATCHING", "in-RENEWED", "in-CHURNED", "in-NO_OFFER");
    }

    @Test
    void everyOwnersFiguresAddUpToTheWholeBooks() {
        List<Digest> digests = week(
                standing("a", State.QUEUED, MARIA),
                standing("b", State.QUEUED, TOM),
                standing("c", State.HELD, TOM),
                standing("d", State.QUEUED, ADA));

        Digest whole = of(digests, ADA);
        assertThat(whole.whole()).isTrue();
        assertThat(section(whole, "in-motion").total()).isEqualTo("3 accounts, USD 3,600.00 a year");
        assertThat(section(of(digests, MARIA), "in-motion").total()).isEqualTo("1 account, USD 1,200.00 a year");
        assertThat(section(of(digests, TOM), "in-motion").rows())
                .extracting(Digest.Row::account)
                .containsExactly("b");
        assertThat(section(of(digests, TOM), "held").rows()).hasSize(1);
        assertThat(digests).extracting(Digest::recipient).containsExactlyInAnyOrder(ADA, MARIA, TOM);
    }

    @Test
    void amountsOfDifferentCurrenciesAreNotAddedUp() {
        Digest digest = of(
                week(
                        standing("a", State.QUEUED, MARIA),
                        Books.in(standing("b", State.QUEUED, MARIA), "EUR"),
                        standing("c", State.QUEUED, MARIA)),
                MARIA);

        assertThat(section(digest, "in-motion").total()).isEqualTo("3 accounts, EUR 1,200.00 and USD 2,400.00 a year");
    }

    @Test
    void emptySectionsSayThatThereIsNothing() {
        Digest digest = of(week(), MARIA);

        assertThat(digest.sections()).hasSize(8).allSatisfy(section -> {
            assertThat(section.total()).isEqualTo("none");
            assertThat(section.note()).isNotBlank();
            assertThat(section.rows()).isEmpty();
        });
    }

    @Test
    void skipsAndMissesBeforeTheWeekWereToldThen() {
        Digest digest = of(
                week(
                        Books.since(standing("told", State.SKIPPED, MARIA), OPENS.minusSeconds(1)),
                        Books.since(standing("new", State.SKIPPED, MARIA), OPENS),
                        Books.since(standing("lapsed", State.LAPSED, MARIA), OPENS.minusSeconds(1)),
                        Books.since(standing("held-long", State.HELD, MARIA), OPENS.minusSeconds(1))),
                MARIA);

        assertThat(section(digest, "skipped").rows())
                .extracting(Digest.Row::account)
                .containsExactly("new");
        assertThat(section(digest, "missed").rows()).isEmpty();
        assertThat(section(digest, "held").rows()).hasSize(1);
    }

    @Test
    void notReadyYetIsASkipAndASnoozeIsNot() {
        Digest digest = of(
                week(
                        Books.cameBack(standing("not-ready", State.SNOOZED, MARIA)),
                        standing("snoozed", State.SNOOZED, MARIA)),
                MARIA);

        assertThat(section(digest, "skipped").rows())
                .extracting(Digest.Row::account)
                .containsExactly("not-ready");
        assertThat(section(digest, "in-motion").rows())
                .extracting(Digest.Row::account)
                .containsExactly("snoozed");
    }

    @Test
    void anAccountThatIsLeftAloneIsHeldWithItsReason() {
        Digest digest = of(
                week(Books.suppressed(standing("dispute", State.NO_OFFER, MARIA), "left alone: in litigation")), MARIA);

        assertThat(section(digest, "held").rows().getFirst().detail()).contains("left alone: in litigation");
    }

    @Test
    void highSeverityCitesItsEvidenceAndTheWorstComesFirst() {
        Digest digest = of(
                week(
                        Books.judged(standing("bad", State.NO_OFFER, MARIA), "HIGH", "-0.6000", null),
                        Books.judged(standing("worse", State.QUEUED, MARIA), "HIGH", "-0.9000", null),
                        Books.judged(standing("fine", State.QUEUED, MARIA), "LOW", "0.4000", null),
                        Books.judged(standing("gone", State.CHURNED, MARIA), "HIGH", "-0.9000", null)),
                MARIA);

        assertThat(section(digest, "high-severity").rows())
                .extracting(Digest.Row::account)
                .containsExactly("worse", "bad");
        assertThat(section(digest, "high-severity").rows().getFirst().citations())
                .containsExactly("usage:1", "bill:2");
    }

    @Test
    void topMoversAreThoseWhoseScoreMovedMostEitherWay() {
        Digest digest = of(
                week(
                        Books.judged(standing("down", State.QUEUED, MARIA), "LOW", "-0.2500", "0.1000"),
                        Books.judged(standing("up", State.QUEUED, MARIA), "LOW", "0.5000", "0.0000"),
                        Books.judged(standing("same", State.QUEUED, MARIA), "LOW", "0.5000", "0.5000"),
                        Books.judged(standing("new", State.QUEUED, MARIA), "LOW", "0.5000", null)),
                MARIA);

        assertThat(section(digest, "movers").rows())
                .extracting(Digest.Row::account, Digest.Row::figure)
                .containsExactly(tuple("up", "+0.5"), tuple("down", "-0.35"));
        assertThat(section(digest, "movers").rows().getLast().detail()).startsWith("from 0.1 to -0.25");
    }

    @Test
    void whatFellToTheFallbackOwnerIsToldAndNamedInTheWholeBook() {
        List<Digest> digests =
                week(Books.fellBack(standing("orphan", State.WATCHING, ADA)), standing("owned", State.QUEUED, TOM));

        assertThat(section(of(digests, ADA), "fallback").rows())
                .extracting(Digest.Row::account)
                .containsExactly("orphan");
        assertThat(told(of(digests, ADA), "in-motion")).endsWith("Tom");
        assertThat(told(of(digests, TOM), "in-motion")).doesNotContain("Tom");
    }

    private static String told(Digest digest, String section) {
        return digest.told(section(digest, section).rows().getFirst());
    }

    @Test
    void anOwnerWhomTheRulebookDoesNotListIsToldToo() {
        Person guest = Books.person("guest");

        assertThat(week(standing("a", State.HELD, guest)))
                .extracting(Digest::recipient)
                .contains(guest);
    }
}
