package io.renewals.notifier.sending;

import io.renewals.events.ActivityRecorded;
import io.renewals.notifier.adapter.MessageStore;
import io.renewals.notifier.adapter.TimerStore;
import io.renewals.notifier.adapter.TimerStore.Due;
import io.renewals.notifier.domain.Course.Call;
import io.renewals.notifier.domain.Escalation;
import io.renewals.notifier.domain.Escalation.Target;
import io.renewals.notifier.domain.TimerKind;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reminds and escalates: makes the message of every timer that is due, on business time alone. Who is away is looked up at that
 * moment, and passing somebody over is recorded.
 */
@ApplicationScoped
public class FireTimers {
    private static final int AT_ONCE = 100;
    /** How often it is made sure that every card that waits has its timers. */
    private static final Duration SWEEP = Duration.ofMinutes(10);
    /** An owner who has looked at the card is not reminded, and escalated all the same. */
    private static final TimerKind ENDED_BY_OPENING = TimerKind.REMINDER;

    private final Rulebooks rulebooks;
    private final Map<String, Instant> swept = new ConcurrentHashMap<>();

    @Inject
    public FireTimers(Rulebooks rulebooks) {
        this.rulebooks = rulebooks;
    }

    /** In the transaction of one tenant; what is left over is fired in the next round. */
    public void fire(Work work) {
        rulebooks.inForce(work.tenant()).map(Rulebooks.Versioned::rulebook).ifPresent(rulebook -> {
            TimerStore timers = new TimerStore(work);
            if (!swept.getOrDefault(work.tenant(), Instant.MIN)
                    .isAfter(work.now().minus(SWEEP))) {
                timers.armForgotten(rulebook, AT_ONCE);
                swept.put(work.tenant(), work.now());
            }
            if (!rulebook.quietHours().isQuiet(work.now(), rulebook.zone())) {
                timers.lockDue(AT_ONCE).forEach(due -> fire(work, timers, due, rulebook));
            }
        });
    }

    private static void fire(Work work, TimerStore timers, Due due, Rulebook rulebook) {
        if (due.opened() && due.kind() == ENDED_BY_OPENING) {
            timers.end(due, "opened", "");
            return;
        }
        LocalDate today = work.now().atZone(rulebook.zone()).toLocalDate();
        switch (Escalation.target(due.kind(), due.owner(), rulebook, today, due.passedOver())) {
            case Target.To to -> {
                Call call = new Call(to.person(), due.kind().purpose(), due.cardSequence(), to.note());
                new MessageStore(work).call(due.offerId(), call, cause(due), work.now());
                timers.end(due, "fired", "");
            }
            case Target.Nobody nobody -> {
                timers.end(due, "skipped", nobody.why());
                record(work, due, nobody.why());
            }
        }
    }

    private static void record(Work work, Due due, String why) {
        work.publish(
                Topics.ACTIVITY_RECORDED,
                "skipped",
                ActivityRecorded.newBuilder()
                        .setTenant(work.tenant())
                        .setAccount(due.account())
                        .setCorrelationId(due.correlationId())
                        .setCausationId(cause(due))
                        .setKind("ping-skipped")
                        .setActor("system")
                        .setSummary("No " + due.kind().key() + " about the card of "
                                + due.owner().name() + ": " + why)
                        .setDetails(Map.of(
                                "kind", due.kind().key(), "owner", due.owner().id()))
                        .setOfferId(due.offerId())
                        .setAt(work.now())
                        .build());
    }

    /** The timer itself: nobody's event. Another one each time it fires. */
    private static String cause(Due due) {
        String timer =
                due.kind().key() + "/" + due.offerId() + "/" + due.owner().id();
        return due.cardSequence() == 0 ? timer : timer + "/" + due.cardSequence();
    }
}
