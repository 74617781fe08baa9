package io.renewals.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.OfferQueued;
import io.renewals.notifier.adapter.MessageFigures;
import io.renewals.notifier.adapter.PingStore;
import io.renewals.schemas.Topics;
import io.renewals.store.Transactions;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the alerts see, of a company whose pings wait for a business day to come. */
@QuarkusTest
class PingCountsTest extends RunningNotifier {
    private static final String TENANT = "counted";
    private static final int FAILING = 6;
    private static final MessageFigures.Meaning MEANING =
            new MessageFigures.Meaning("counted", "oldest", "attempts", "", "", Duration.ZERO);

    @Inject
    Transactions transactions;

    @BeforeEach
    void quiet() throws SQLException {
        Quietness.publish(
                topics,
                TENANT,
                clock.instant().plus(Duration.ofDays(3)).atZone(ZoneOffset.UTC).toLocalDate());
        change("update notifier.ping set status = 'superseded' where tenant = '" + TENANT + "'");
    }

    @Test
    void whatFailsAgainAndAgainIsCountedThoughItIsNeverLate() throws SQLException {
        OfferQueued card = waiting("failing");
        assertThat(counts()).isEqualTo(Map.of("waiting", 1L));

        set(card, "failures = " + FAILING);

        assertThat(counts()).isEqualTo(Map.of("failing", 1L));
    }

    @Test
    void whatMayBeLostCountsUntilSomethingLaterReachedItsReader() throws SQLException {
        OfferQueued card = waiting("doubted");
        set(card, "status = 'ambiguous', ended_at = " + ago(100));
        assertThat(counts()).isEqualTo(Map.of("ambiguous", 1L));

        mailed(card, "tom", 1);
        assertThat(counts()).isEqualTo(Map.of("ambiguous", 1L));
        mailed(card, "maria", 1);
        assertThat(counts()).isEmpty();
    }

    @Test
    void whatFailedCountsAsLongAsItsCardWaitsAndElseForADay() throws SQLException {
        OfferQueued card = waiting("refused");
        set(card, "status = 'failed', ended_at = " + ago(23));
        change("update notifier.card set waits = false where offer_id = '" + card.getOfferId() + "'");
        assertThat(counts()).isEqualTo(Map.of("failed", 1L));

        set(card, "ended_at = " + ago(25));
        assertThat(counts()).isEmpty();
        change("update notifier.card set waits = true where offer_id = '" + card.getOfferId() + "'");

        assertThat(counts()).isEqualTo(Map.of("failed", 1L));
    }

    @Test
    void oneCompanysUnreadableFiguresKeepNoOthersFromBeingCounted() {
        List.of("acme", TENANT, "globex").forEach(tenant -> transactions.useTenant(tenant, work -> {}));
        MeterRegistry meters = new SimpleMeterRegistry();
        MessageFigures figures = new MessageFigures(transactions, meters, clock, MEANING, work -> {
            if (work.tenant().equals(TENANT)) {
                throw new IllegalStateException("a row nobody can read");
            }
            return new MessageFigures.Count(Map.of("waiting", 1L), 0);
        });

        figures.refresh();

        assertThat(meters.get("counted").tag("status", "waiting").gauge().value())
                .isEqualTo(transactions.tenants().size() - 1);
    }

    /** A reminder that reached somebody. */
    private void mailed(OfferQueued card, String recipient, int hoursAgo) throws SQLException {
        change(
                """
                insert into notifier.ping (tenant, offer_id, recipient, kind, round, occasion, status, cause_id, not_before,
                    next_attempt_at, created_at, ended_at)
                values ('%1$s', '%2$s', '%3$s', 'reminder', 0, 0, 'sent', 'cause', %4$s, %4$s, %4$s, %4$s)"""
                        .formatted(TENANT, card.getOfferId(), recipient, ago(hoursAgo)));
    }

    private Map<String, Long> counts() {
        return transactions.inTenant(TENANT, work -> new PingStore(work).counts(FAILING));
    }

    private OfferQueued waiting(String account) {
        OfferQueued card = Drafts.queued(TENANT, account, 1);
        topics.publish(Topics.OFFER_QUEUED, TENANT + "/" + account, card);
        awaitPing(card.getOfferId(), "card", "waiting");
        return card;
    }

    /** The service's clock may be ahead. */
    private String ago(int hours) {
        return "'" + clock.instant().minus(Duration.ofHours(hours)) + "'";
    }

    private void set(OfferQueued card, String changes) throws SQLException {
        change("update notifier.ping set " + changes + " where offer_id = '" + card.getOfferId() + "'");
    }
}
