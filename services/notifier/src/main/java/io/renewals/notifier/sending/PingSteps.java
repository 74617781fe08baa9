package io.renewals.notifier.sending;

import io.renewals.events.NotificationKind;
import io.renewals.events.NotificationOutcome;
import io.renewals.events.OwnerNotified;
import io.renewals.notifier.NotifierConfig;
import io.renewals.notifier.adapter.MessageStore;
import io.renewals.notifier.adapter.Ping;
import io.renewals.notifier.adapter.PingStore;
import io.renewals.notifier.adapter.Settlement;
import io.renewals.notifier.adapter.SlackTokens;
import io.renewals.notifier.domain.Delivery;
import io.renewals.notifier.domain.NextStep;
import io.renewals.rulebook.QuietHours;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What happens to pings before and after their attempts, each step inside a transaction of one tenant. */
@ApplicationScoped
class PingSteps {
    private static final int ABANDONED = 50;
    /** So that one owner's many pings don't hide the other owners' from a round. */
    private static final int LOOKED_AT_PER_THREAD = 8;

    private final String instance = UUID.randomUUID().toString();
    private final Rulebooks rulebooks;
    private final SlackTokens tokens;
    private final NotifierConfig config;

    @Inject
    PingSteps(Rulebooks rulebooks, SlackTokens tokens, NotifierConfig config) {
        this.rulebooks = rulebooks;
        this.tokens = tokens;
        this.config = config;
    }

    /** A ping that this instance has claimed. @param attempt from 1 @param today where the tenant is */
    record Claimed(String tenant, Ping ping, boolean onSlack, int attempt, LocalDate today) {
        String channel() {
            return onSlack ? "slack" : "mail";
        }
    }

    /** Claims what is due, at most so many, and no more than one for each Slack channel. */
    List<Claimed> claim(Work work, int most) {
        PingStore pings = new PingStore(work);
        waitForBusinessHours(work, pings);
        List<Claimed> claimed = new ArrayList<>();
        boolean slack = tokens.of(work.tenant()).isPresent();
        LocalDate today = work.now().atZone(zone(work)).toLocalDate();
        for (Ping ping : pings.lockDue(most * LOOKED_AT_PER_THREAD)) {
            String slackId = ping.reader().slackId();
            boolean onSlack = ping.isUpdate() || slack && slackId != null && !ping.mailOnly() && !ping.isDoubt();
            if (claimed.size() < most && (!onSlack || pings.takeChannel(slackId, config.pace()))) {
                pings.claim(ping, onSlack ? "slack" : "mail", instance, config.lease());
                claimed.add(new Claimed(work.tenant(), ping, onSlack, ping.attempts() + 1, today));
            }
        }
        return claimed;
    }

    private void waitForBusinessHours(Work work, PingStore pings) {
        rulebooks.inForce(work.tenant()).map(Rulebooks.Versioned::rulebook).ifPresent(rulebook -> {
            QuietHours quiet = rulebook.quietHours();
            if (quiet.isQuiet(work.now(), rulebook.zone())) {
                pings.delayUntil(quiet.nextBusinessMinute(work.now(), rulebook.zone()));
            }
        });
    }

    private ZoneId zone(Work work) {
        return rulebooks
                .inForce(work.tenant())
                .map(rules -> rules.rulebook().zone())
                .orElse(ZoneOffset.UTC);
    }

    /** Attempts without an outcome: an update is done again, anything else may have arrived and is not. */
    void giveUpAbandoned(Work work) {
        PingStore pings = new PingStore(work);
        for (Ping ping : pings.lockAbandoned(ABANDONED)) {
            Claimed claimed =
                    new Claimed(work.tenant(), ping, "slack".equals(ping.wentBy()), ping.attempts(), LocalDate.EPOCH);
            String detail = "the process that attempted it is gone";
            conclude(
                    work,
                    claimed,
                    NextStep.after(
                            new Delivery.InDoubt(detail),
                            claimed.onSlack(),
                            ping.isUpdate(),
                            ping.failures(),
                            config.patience()));
        }
    }

    /** Writes what an attempt came to. */
    void end(Work work, Claimed claimed, Delivery delivery) {
        Ping ping = claimed.ping();
        new MessageStore(work).lock(ping.key().offerId());
        if (claimed.onSlack() && delivery instanceof Delivery.NotTaken not) {
            new PingStore(work)
                    .keepChannel(ping.reader().slackId(), null, not.pause().orElse(Duration.ZERO));
        }
        conclude(
                work,
                claimed,
                NextStep.after(delivery, claimed.onSlack(), ping.isUpdate(), ping.failures(), config.patience()));
    }

    private void conclude(Work work, Claimed claimed, NextStep step) {
        PingStore pings = new PingStore(work);
        Ping ping = claimed.ping();
        int attempt = claimed.attempt();
        boolean decides =
                switch (step) {
                    case NextStep.Done done -> taken(work, claimed, done.taken());
                    case NextStep.TryAgain again ->
                        pings.again(
                                ping.key(),
                                attempt,
                                work.now().plus(again.pause()),
                                ping.failures() + (again.counts() ? 1 : 0),
                                ping.mailOnly(),
                                again.detail());
                    case NextStep.PostAnew anew -> {
                        boolean first = pings.postAnew(ping.key(), attempt, anew.detail());
                        if (first) {
                            new MessageStore(work).gone(ping.key());
                        }
                        yield tell(work, claimed, first, NotificationOutcome.FAILED, null, anew.detail());
                    }
                    case NextStep.ByMail mail -> {
                        boolean first = pings.again(ping.key(), attempt, work.now(), 0, true, mail.detail());
                        yield tell(work, claimed, first, NotificationOutcome.FAILED, null, mail.detail());
                    }
                    case NextStep.InDoubt doubt -> inDoubt(work, claimed, doubt.detail());
                    case NextStep.GiveUp over -> {
                        boolean first = pings.end(ping.key(), attempt, "failed", "", over.detail());
                        yield tell(work, claimed, first, NotificationOutcome.FAILED, null, over.detail());
                    }
                };
        if (decides) {
            new Settlement(work).settle(Map.of(ping.key().offerId(), ping.causeId()));
        }
    }

    private boolean taken(Work work, Claimed claimed, Delivery.Taken taken) {
        Ping ping = claimed.ping();
        PingStore pings = new PingStore(work);
        String reference = claimed.onSlack() ? taken.channel() + "/" + taken.reference() : taken.reference();
        boolean decides = pings.end(ping.key(), claimed.attempt(), "sent", reference, "");
        if (decides && claimed.onSlack()) {
            new MessageStore(work).shown(ping.key(), taken.channel(), taken.reference(), ping.change());
            pings.keepChannel(ping.reader().slackId(), taken.channel(), Duration.ZERO);
        }
        if (decides && !ping.isUpdate() && !ping.isDoubt()) {
            pings.dropDoubt(ping.key().offerId(), ping.key().recipient());
        }
        return tell(work, claimed, decides, NotificationOutcome.SENT, reference, null);
    }

    private boolean inDoubt(Work work, Claimed claimed, String detail) {
        Ping ping = claimed.ping();
        PingStore pings = new PingStore(work);
        boolean decides = pings.end(ping.key(), claimed.attempt(), "ambiguous", "", detail);
        if (decides && !ping.isDoubt()) {
            new MessageStore(work).doubt(ping, work.now().plus(config.reminderAfter()));
        }
        return tell(work, claimed, decides, NotificationOutcome.AMBIGUOUS, null, detail);
    }

    private static boolean tell(
            Work work, Claimed claimed, boolean decides, NotificationOutcome outcome, String reference, String detail) {
        if (decides) {
            Ping ping = claimed.ping();
            Ping.Key key = ping.key();
            String step = String.join(
                    "-",
                    key.offerId(),
                    key.recipient(),
                    key.kind(),
                    key.round() + "",
                    key.occasion() + "",
                    claimed.attempt() + "",
                    outcome.name());
            work.publish(
                    Topics.OWNER_NOTIFIED,
                    step,
                    OwnerNotified.newBuilder()
                            .setTenant(work.tenant())
                            .setAccount(ping.account())
                            .setCorrelationId(ping.correlationId())
                            .setCausationId(ping.causeId())
                            .setOfferId(key.offerId())
                            .setKind(kind(ping))
                            .setOutcome(outcome)
                            .setChannel(claimed.channel())
                            .setOwner(ping.reader().id())
                            .setReference(reference)
                            .setDetail(detail)
                            .setAt(work.now())
                            .build());
        }
        return decides;
    }

    private static NotificationKind kind(Ping ping) {
        if (ping.key().occasion() > 0) {
            return NotificationKind.UPDATE;
        }
        if (ping.isDoubt()) {
            return NotificationKind.REMINDER;
        }
        return switch (ping.purpose()) {
            case CARD -> NotificationKind.CARD;
            case HELD -> NotificationKind.HELD;
            case REMINDER, AGAIN -> NotificationKind.REMINDER;
            case ESCALATION_DELEGATE, ESCALATION_MANAGER -> NotificationKind.ESCALATION;
            case EXCEPTION, ANSWER -> NotificationKind.EXCEPTION;
            case MOVED -> NotificationKind.UPDATE;
        };
    }
}
