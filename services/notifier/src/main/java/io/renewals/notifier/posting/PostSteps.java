package io.renewals.notifier.posting;

import io.renewals.events.NotificationOutcome;
import io.renewals.events.OwnerNotified;
import io.renewals.notifier.NotifierConfig;
import io.renewals.notifier.adapter.PingStore;
import io.renewals.notifier.adapter.SlackTokens;
import io.renewals.notifier.domain.Delivery;
import io.renewals.notifier.domain.NextStep;
import io.renewals.rulebook.QuietHours;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.store.Work;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What happens to a post before and after its attempts, each step inside a transaction of one tenant. */
final class PostSteps {
    private static final int ABANDONED = 50;

    private final String instance = UUID.randomUUID().toString();
    private final Matter matter;
    private final Rulebooks rulebooks;
    private final SlackTokens tokens;
    private final NotifierConfig config;

    PostSteps(Matter matter, Rulebooks rulebooks, SlackTokens tokens, NotifierConfig config) {
        this.matter = matter;
        this.rulebooks = rulebooks;
        this.tokens = tokens;
        this.config = config;
    }

    /** @param number from 1 */
    record Attempt(String tenant, Post post, boolean onSlack, int number) {
        String channel() {
            return onSlack ? "slack" : "mail";
        }
    }

    /** A post that this instance has claimed, and what it says. */
    record Claimed(Attempt attempt, Matter.Words words) {}

    /** Claims the next that is due; empty: none is, or its hours are quiet. */
    Optional<Claimed> claim(Work work) {
        giveUpAbandoned(work);
        matter.gather(work);
        Posts posts = posts(work);
        waitForBusinessHours(work, posts);
        for (Optional<Post> due = posts.lockDue(); due.isPresent(); due = posts.lockDue()) {
            Post post = due.get();
            Optional<Matter.Words> words = matter.words(work, post);
            if (words.isPresent()) {
                return begin(work, posts, post).map(attempt -> new Claimed(attempt, words.get()));
            }
            posts.drop(post);
        }
        return Optional.empty();
    }

    /** Empty: somebody else has just written to this person. */
    private Optional<Attempt> begin(Work work, Posts posts, Post post) {
        String slackId = post.to().slackId();
        boolean onSlack = slackId != null
                && !post.mailOnly()
                && !post.isReminder()
                && tokens.of(work.tenant()).isPresent();
        if (onSlack && !new PingStore(work).takeChannel(slackId, config.pace())) {
            return Optional.empty();
        }
        Attempt attempt = new Attempt(work.tenant(), post, onSlack, post.attempts() + 1);
        posts.claim(post, attempt.channel(), instance, config.lease());
        return Optional.of(attempt);
    }

    private void waitForBusinessHours(Work work, Posts posts) {
        rulebooks.inForce(work.tenant()).map(Rulebooks.Versioned::rulebook).ifPresent(rulebook -> {
            QuietHours quiet = rulebook.quietHours();
            if (quiet.isQuiet(work.now(), rulebook.zone())) {
                posts.delayUntil(quiet.nextBusinessMinute(work.now(), rulebook.zone()));
            }
        });
    }

    /** Attempts without an outcome may have arrived. */
    private void giveUpAbandoned(Work work) {
        for (Post post : posts(work).lockAbandoned(ABANDONED)) {
            Attempt attempt = new Attempt(work.tenant(), post, "slack".equals(post.wentBy()), post.attempts());
            conclude(work, attempt, new NextStep.InDoubt("the process that attempted it is gone"));
        }
    }

    /** Writes what an attempt came to. */
    void end(Work work, Attempt attempt, Delivery delivery) {
        if (attempt.onSlack()) {
            keepChannel(work, attempt, delivery);
        }
        conclude(
                work,
                attempt,
                NextStep.after(
                        delivery, attempt.onSlack(), false, attempt.post().failures(), config.patience()));
    }

    private static void keepChannel(Work work, Attempt attempt, Delivery delivery) {
        PingStore channels = new PingStore(work);
        String slackId = attempt.post().to().slackId();
        switch (delivery) {
            case Delivery.Taken taken -> channels.keepChannel(slackId, taken.channel(), Duration.ZERO);
            case Delivery.NotTaken not ->
                channels.keepChannel(slackId, null, not.pause().orElse(Duration.ZERO));
            case Delivery.Refused refused -> {}
            case Delivery.Gone gone -> {}
            case Delivery.InDoubt doubt -> {}
        }
    }

    private void conclude(Work work, Attempt attempt, NextStep step) {
        Posts posts = posts(work);
        Post post = attempt.post();
        switch (step) {
            case NextStep.Done done -> {
                Delivery.Taken taken = done.taken();
                String reference = attempt.onSlack() ? taken.channel() + "/" + taken.reference() : taken.reference();
                boolean decides = posts.end(post, attempt.number(), "sent", reference, "");
                tell(work, attempt, decides, NotificationOutcome.SENT, reference, null);
            }
            case NextStep.TryAgain again ->
                posts.again(
                        post,
                        attempt.number(),
                        work.now().plus(again.pause()),
                        post.failures() + (again.counts() ? 1 : 0),
                        post.mailOnly(),
                        again.detail());
            case NextStep.ByMail mail -> {
                boolean decides = posts.again(post, attempt.number(), work.now(), 0, true, mail.detail());
                tell(work, attempt, decides, NotificationOutcome.FAILED, null, mail.detail());
            }
            case NextStep.InDoubt doubt -> {
                boolean decides = posts.end(post, attempt.number(), "ambiguous", "", doubt.detail());
                if (decides && !post.isReminder()) {
                    posts.remind(post, work.now().plus(config.reminderAfter()));
                }
                tell(work, attempt, decides, NotificationOutcome.AMBIGUOUS, null, doubt.detail());
            }
            // Only what changes a message comes to this, and a post is never changed.
            case NextStep.PostAnew anew -> giveUp(work, attempt, anew.detail());
            case NextStep.GiveUp over -> giveUp(work, attempt, over.detail());
        }
    }

    private void giveUp(Work work, Attempt attempt, String detail) {
        boolean decides = posts(work).end(attempt.post(), attempt.number(), "failed", "", detail);
        tell(work, attempt, decides, NotificationOutcome.FAILED, null, detail);
    }

    private void tell(
            Work work, Attempt attempt, boolean decides, NotificationOutcome outcome, String reference, String detail) {
        if (!decides) {
            return;
        }
        Post post = attempt.post();
        String kind = post.isReminder() ? PostTable.REMINDER : matter.table().first();
        work.publish(
                Topics.OWNER_NOTIFIED,
                matter.name() + "-" + post.id() + "-" + kind + "-" + attempt.number() + "-" + outcome,
                OwnerNotified.newBuilder()
                        .setTenant(work.tenant())
                        .setAccount(matter.about(post))
                        .setCorrelationId(post.correlationId())
                        .setCausationId(post.causeId())
                        .setOfferId(post.id())
                        .setKind(matter.kind())
                        .setOutcome(outcome)
                        .setChannel(attempt.channel())
                        .setOwner(post.to().id())
                        .setReference(reference)
                        .setDetail(detail)
                        .setAt(work.now())
                        .build());
    }

    private Posts posts(Work work) {
        return new Posts(work, matter.table());
    }
}
