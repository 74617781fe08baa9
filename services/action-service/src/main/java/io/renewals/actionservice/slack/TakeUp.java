package io.renewals.actionservice.slack;

import io.quarkus.scheduler.Scheduled;
import io.renewals.actionservice.adapter.SlackRequests;
import io.renewals.messaging.Retriable;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Decisions that were recorded and acknowledged by a process that did not live to carry them out, or could not. */
@ApplicationScoped
public class TakeUp {
    private static final Logger LOG = Logger.getLogger(TakeUp.class);

    private final Transactions transactions;
    private final SlackRequests requests;
    private final RequestLog log;
    private final CarryOut carryOut;
    private final Telling telling;
    private final Rulebooks rulebooks;
    private final SlackAccess access;

    @Inject
    public TakeUp(
            Transactions transactions,
            SlackRequests requests,
            RequestLog log,
            CarryOut carryOut,
            Telling telling,
            Rulebooks rulebooks,
            SlackAccess access) {
        this.transactions = transactions;
        this.requests = requests;
        this.log = log;
        this.carryOut = carryOut;
        this.telling = telling;
        this.rulebooks = rulebooks;
        this.access = access;
    }

    @Scheduled(
            every = "${renewals.slack.take-up-every:10s}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            transactions.eachTenant("take-up", tenant -> {
                Set<String> ours = new HashSet<>(carryOut.underWay());
                ours.addAll(log.beingWithdrawn());
                requests.claimOpen(tenant, access.takeUpAfter(), ours).forEach(this::take);
            });
        } catch (Retriable e) {
            LOG.warnf("recorded decisions wait reason=%s", e.getMessage());
        }
    }

    private void take(SlackRequests.Entry entry) {
        Optional<Asked> asked = entry.asked().flatMap(carryOut::read);
        if (asked.isEmpty()) {
            requests.done(entry.tenant(), entry.proof());
            return;
        }
        LOG.infof("recorded decision taken up tenant=%s", entry.tenant());
        carryOut.begin(entry, asked.get()).whenComplete((results, failed) -> {
            if (failed == null) {
                rulebooks
                        .inForce(entry.tenant())
                        .flatMap(rules ->
                                Clicker.of(rules.rulebook(), asked.get().slackId()))
                        .ifPresent(clicker -> telling.takenUp(clicker, asked.get(), results));
            }
        });
    }
}
