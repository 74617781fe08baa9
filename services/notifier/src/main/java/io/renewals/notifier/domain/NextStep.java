package io.renewals.notifier.domain;

import java.time.Duration;

/** What follows from an attempt. */
public sealed interface NextStep {
    /** The owner was told. */
    record Done(Delivery.Taken taken) implements NextStep {}

    /** Once more, after a pause. @param counts false: the receiver only asked to wait */
    record TryAgain(Duration pause, boolean counts, String detail) implements NextStep {}

    /** The message can't be changed any more: a new one takes its place. */
    record PostAnew(String detail) implements NextStep {}

    /** Slack won't do; a mail may. */
    record ByMail(String detail) implements NextStep {}

    /** It may have arrived: never again. */
    record InDoubt(String detail) implements NextStep {}

    /** No way is left. */
    record GiveUp(String detail) implements NextStep {}

    /**
     * @param attempts failures until a post leaves Slack for mail
     * @param first pause; doubles up to {@code longest}
     * @param giveUpAfter pauses of so long, added up: then nothing is tried any more. Hours in which nothing is tried don't count
     */
    record Patience(int attempts, Duration first, Duration longest, Duration giveUpAfter) {
        Duration pauseAfter(int failures) {
            Duration pause = first.multipliedBy(1L << Math.min(failures, 20));
            return pause.compareTo(longest) > 0 ? longest : pause;
        }

        boolean isOver(int failures) {
            Duration waited = Duration.ZERO;
            for (int failure = 0; failure < failures && waited.compareTo(giveUpAfter) < 0; failure++) {
                waited = waited.plus(pauseAfter(failure));
            }
            return waited.compareTo(giveUpAfter) >= 0;
        }
    }

    /**
     * @param onSlack which way the attempt went
     * @param repeatable true: an update, which does no harm when it happens twice; it has no other way than Slack
     * @param failures of this way before this attempt
     */
    static NextStep after(Delivery delivery, boolean onSlack, boolean repeatable, int failures, Patience patience) {
        return switch (delivery) {
            case Delivery.Taken taken -> new Done(taken);
            case Delivery.InDoubt doubt ->
                repeatable ? again(doubt.detail(), onSlack, true, failures, patience) : new InDoubt(doubt.detail());
            case Delivery.NotTaken not ->
                not.pause().isPresent()
                        ? new TryAgain(not.pause().get(), false, not.detail())
                        : again(not.detail(), onSlack, repeatable, failures, patience);
            case Delivery.Gone gone -> repeatable ? new PostAnew(gone.detail()) : over(gone.detail(), onSlack, false);
            case Delivery.Refused refused -> over(refused.detail(), onSlack, repeatable);
        };
    }

    /** What passes is waited for: a post on Slack has mail as its other way, a mail and an update have none. */
    private static NextStep again(String detail, boolean onSlack, boolean repeatable, int failures, Patience patience) {
        boolean over = onSlack && !repeatable ? failures + 1 >= patience.attempts() : patience.isOver(failures);
        return over ? over(detail, onSlack, repeatable) : new TryAgain(patience.pauseAfter(failures), true, detail);
    }

    private static NextStep over(String detail, boolean onSlack, boolean repeatable) {
        return onSlack && !repeatable ? new ByMail(detail) : new GiveUp(detail);
    }
}
