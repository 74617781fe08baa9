package io.renewals.notifier.digest;

import io.renewals.events.NotificationKind;
import io.renewals.events.NotificationOutcome;
import io.renewals.events.OwnerNotified;
import io.renewals.notifier.NotifierConfig;
import io.renewals.notifier.adapter.PingStore;
import io.renewals.notifier.adapter.SlackTokens;
import io.renewals.notifier.digest.DigestPosts.Post;
import io.renewals.notifier.domain.Delivery;
import io.renewals.notifier.domain.NextStep;
import io.renewals.rulebook.QuietHours;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What happens to a digest before and after its attempts, each step inside a transaction of one tenant. */
@ApplicationScoped
class DigestSteps {
    private static final int ABANDONED = 50;

    private final String instance = UUID.randomUUID().toString();
    private final Rulebooks rulebooks;
    private final SlackTokens tokens;
    private final NotifierConfig config;

    @Inject
    DigestSteps(Rulebooks rulebooks, SlackTokens tokens, NotifierConfig config) {
        this.rulebooks = rulebooks;
        this.tokens = tokens;
        this.config = config;
    }

    /** A post that this instance has claimed. @param attempt from 1 */
    record Claimed(String tenant, Post post, boolean onSlack, int attempt) {
        String channel() {
            return onSlack ? "slack" : "mail";
        }
    }

    /** Claims the next that is due; empty: none is, or its hours are quiet. */
    Optional<Claimed> claim(Work work) {
        giveUpAbandoned(work);
        DigestPosts posts = new DigestPosts(work);
        waitForBusinessHours(work, posts);
        Optional<Post> due = posts.lockDue();
        if (due.isEmpty()) {
            return Optional.empty();
        }
        Post post = due.get();
        String slackId = post.facts().recipient().slackId();
        boolean onSlack = slackId != null
                && !post.mailOnly()
                && !post.isReminder()
                && tokens.of(work.tenant()).isPresent();
        if (onSlack && !new PingStore(work).takeChannel(slackId, config.pace())) {
            return Optional.empty();
        }
        posts.claim(post, onSlack ? "slack" : "mail", instance, config.lease());
        return Optional.of(new Claimed(work.tenant(), post, onSlack, post.attempts() + 1));
    }

    private void waitForBusinessHours(Work work, DigestPosts posts) {
        rulebooks.inForce(work.tenant()).map(Rulebooks.Versioned::rulebook).ifPresent(rulebook -> {
            QuietHours quiet = rulebook.quietHours();
            if (quiet.isQuiet(work.now(), rulebook.zone())) {
                posts.delayUntil(quiet.nextBusinessMinute(work.now(), rulebook.zone()));
            }
        });
    }

    /** Attempts without an outcome may have arrived. */
    private void giveUpAbandoned(Work work) {
        for (Post post : new DigestPosts(work).lockAbandoned(ABANDONED)) {
            Claimed claimed = new Claimed(work.tenant(), post, "slack".equals(post.wentBy()), post.attempts());
            conclude(work, claimed, new NextStep.InDoubt("the process that attempted it is gone"));
        }
    }

    /** Writes what an attempt came to. */
    void end(Work work, Claimed claimed, Delivery delivery) {
        if (claimed.onSlack()) {
            keepChannel(work, claimed, delivery);
        }
        conclude(
                work,
                claimed,
                NextStep.after(
                        delivery, claimed.onSlack(), false, claimed.post().failures(), config.patience()));
    }

    private static void keepChannel(Work work, Claimed claimed, Delivery delivery) {
        PingStore channels = new PingStore(work);
        String slackId = claimed.post().facts().recipient().slackId();
        switch (delivery) {
            case Delivery.Taken taken -> channels.keepChannel(slackId, taken.channel(), Duration.ZERO);
            case Delivery.NotTaken not ->
                channels.keepChannel(slackId, null, not.pause().orElse(Duration.ZERO));
            case Delivery.Refused refused -> {}
            case Delivery.Gone gone -> {}
            case Delivery.InDoubt doubt -> {}
        }
    }

    private void conclude(Work work, Claimed claimed, NextStep step) {
        DigestPosts posts = new DigestPosts(work);
        Post post = claimed.post();
        int attempt = claimed.attempt();
        switch (step) {
            case NextStep.Done done -> {
                Delivery.Taken taken = done.taken();
                String reference = claimed.onSlack() ? taken.channel() + "/" + taken.reference() : taken.reference();
                boolean decides = posts.end(post, attempt, "sent", reference, "");
                tell(work, claimed, decides, NotificationOutcome.SENT, reference, null);
            }
            case NextStep.TryAgain again ->
                posts.again(
                        post,
                        attempt,
                        work.now().plus(again.pause()),
                        post.failures() + (again.counts() ? 1 : 0),
                        post.mailOnly(),
                        again.detail());
            case NextStep.ByMail mail -> {
                boolean decides = posts.again(post, attempt, work.now(), 0, true, mail.detail());
                tell(work, claimed, decides, NotificationOutcome.FAILED, null, mail.detail());
            }
            case NextStep.InDoubt doubt -> {
                boolean decides = posts.end(post, attempt, "ambiguous", "", doubt.detail());
                if (decides && !post.isReminder()) {
                    posts.remind(post, work.now().plus(config.reminderAfter()));
                }
                tell(work, claimed, decides, NotificationOutcome.AMBIGUOUS, null, doubt.detail());
            }
            // Only what changes a message comes to this, and a digest is never changed.
            case NextStep.PostAnew anew -> giveUp(work, claimed, anew.detail());
            case NextStep.GiveUp over -> giveUp(work, claimed, over.detail());
        }
    }

    private static void giveUp(Work work, Claimed claimed, String detail) {
        boolean decides = new DigestPosts(work).end(claimed.post(), claimed.attempt(), "failed", "", detail);
        tell(work, claimed, decides, NotificationOutcome.FAILED, null, detail);
    }

    private static void tell(
            Work work, Claimed claimed, boolean decides, NotificationOutcome outcome, String reference, String detail) {
        if (!decides) {
            return;
        }
        Post post = claimed.post();
        work.publish(
                Topics.OWNER_NOTIFIED,
                "digest-" + post.digestId() + "-" + post.kind() + "-" + claimed.attempt() + "-" + outcome,
                OwnerNotified.newBuilder()
                        .setTenant(work.tenant())
                        // Not about an account: the key is the recipient's, as the digest's own event has it.
                        .setAccount(post.ownerId())
                        .setCorrelationId(post.correlationId())
                        .setCausationId(post.causeId())
                        .setOfferId(post.digestId())
                        .setKind(NotificationKind.DIGEST)
                        .setOutcome(outcome)
                        .setChannel(claimed.channel())
                        .setOwner(post.ownerId())
                        .setReference(reference)
                        .setDetail(detail)
                        .setAt(work.now())
                        .build());
    }
}
