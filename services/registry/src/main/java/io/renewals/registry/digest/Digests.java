package io.renewals.registry.digest;

import io.micrometer.core.instrument.MeterRegistry;
import io.renewals.registry.adapter.RulebookShelf;
import io.renewals.registry.digest.domain.Digest;
import io.renewals.registry.digest.domain.MonthlySummary;
import io.renewals.registry.digest.domain.Period;
import io.renewals.registry.digest.domain.WeeklyDigest;
import io.renewals.rulebook.Rulebook;
import io.renewals.store.Transactions;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Counts a period for every owner and the admin, keeps the rows behind each figure and publishes what is to be posted: one transaction,
 * and once for each tenant and period whoever asks.
 */
@ApplicationScoped
public class Digests {
    private static final Logger LOG = Logger.getLogger(Digests.class);

    private final Transactions transactions;
    private final RulebookShelf shelf;
    private final MeterRegistry meters;

    @Inject
    public Digests(Transactions transactions, RulebookShelf shelf, MeterRegistry meters) {
        this.transactions = transactions;
        this.shelf = shelf;
        this.meters = meters;
    }

    /** What asking for a digest led to. */
    public sealed interface Asked {
        /** @param digests one for each recipient */
        record Prepared(List<Digest> digests) implements Asked {}

        /** It was prepared before, and is not counted again. */
        record Known() implements Asked {}

        /** Nobody is known who could get one. */
        record NoRulebook() implements Asked {}
    }

    /** @param by who asked, for the record */
    public Asked prepare(String tenant, Period period, String by) {
        Asked asked = transactions.inTenant(tenant, work -> prepare(work, period, by));
        if (asked instanceof Asked.Prepared prepared) {
            meters.counter("renewals.digests", "kind", period.kind().word())
                    .increment(prepared.digests().size());
            LOG.infof(
                    "digest prepared tenant=%s period=%s recipients=%d by=%s",
                    tenant, period.token(), prepared.digests().size(), by);
        }
        return asked;
    }

    Asked prepare(Work work, Period period, String by) {
        DigestStore.lock(work);
        if (DigestStore.isPrepared(work, period)) {
            return new Asked.Known();
        }
        Optional<RulebookShelf.InForce> rules = shelf.inForce(work);
        if (rules.isEmpty()) {
            return new Asked.NoRulebook();
        }
        Rulebook rulebook = rules.get().rulebook();
        Instant closes = period.closes(rulebook.zone(), work.now());
        List<Digest> digests = count(work, period, rulebook, closes);
        for (Digest digest : digests) {
            DigestStore.write(work, digest, DigestEvents.id(work.tenant(), digest), closes, by);
            DigestEvents.publish(work, digest);
        }
        return new Asked.Prepared(digests);
    }

    private static List<Digest> count(Work work, Period period, Rulebook rulebook, Instant closes) {
        Instant opens = period.opens(rulebook.zone(), DigestStore.closedBefore(work, period));
        Persons persons =
                new Persons(rulebook, work.now().atZone(rulebook.zone()).toLocalDate());
        return switch (period.kind()) {
            case WEEKLY ->
                WeeklyDigest.of(
                        period,
                        opens,
                        new StandingRead(work, period, rulebook, persons).all(),
                        persons.listed(),
                        persons.admin());
            case MONTHLY ->
                MonthlySummary.of(
                        period, new OutcomeRead(work, opens, closes, persons).all(), persons.listed(), persons.admin());
        };
    }
}
