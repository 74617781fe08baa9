/**
 * Tells people of cards, shows them what became of these, and forgets nobody.
 *
 * <p>Consumes {@code offer.queued} and {@code offer.held} ({@link io.renewals.notifier.PingOwners}: a card to tell its owner of),
 * {@code offer.actioned} ({@link io.renewals.notifier.FollowActions}: messages follow, a ping that still waits is dropped, new owners and
 * approvers are told) and, of {@code activity.recorded}, who has opened a card ({@link io.renewals.notifier.NoteOpenings}). Produces
 * {@code owner.notified}, one for each known outcome, and {@code activity.recorded} where somebody was passed over. Of {@code digest.prepared}
 * the package {@code digest} makes one message each, of {@code account.proposed} the package {@code proposals} one for each person.
 *
 * <p>Keeps, in schema {@code notifier}: {@code card} (what is shown, and whose it is), {@code message} (one to one reader about one
 * thing), {@code ping} (every posting and change of a message, from its wait to its outcome), {@code timer} (reminders and escalations to
 * come), {@code opened} (who has looked) and {@code slack_channel} (the pace of a direct message channel).
 *
 * <p>{@link io.renewals.notifier.sending.FireTimers} makes the messages of timers that are due, on business time.
 * {@link io.renewals.notifier.sending.SendPings} posts, each ping claimed in a transaction of its own before the attempt. States of a
 * ping: {@code waiting} for its time; {@code claimed} by an attempt; {@code sent}; {@code ambiguous}, it may have arrived and is never
 * posted again, one mail follows where nobody acts; {@code failed} for good; {@code superseded}, nobody needs it any more.
 *
 * <p>On failure: poison goes to {@code notifier.dead}; the database or broker being away pauses the partition. A ping that failed before
 * it was taken is tried again from the table, up to a day where it has no other way; one that Slack will never take goes by mail; a
 * message that can't be changed any more is replaced by a new one that says so.
 */
package io.renewals.notifier;
