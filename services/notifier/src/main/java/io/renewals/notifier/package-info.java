/**
 * Tells owners of their cards, and shows what became of them.
 *
 * <p>Consumes {@code offer.queued} and {@code offer.held} ({@link io.renewals.notifier.PingOwners}: a card to tell its owner of) and
 * {@code offer.actioned} ({@link io.renewals.notifier.FollowActions}: the Slack message follows, a ping that still waits is dropped).
 * Of {@code digest.prepared} the package {@code digest} makes one message each.
 * Produces {@code owner.notified}, one for each known outcome.
 *
 * <p>Keeps, in schema {@code notifier}: {@code card} (what a message shows), {@code ping} (every message, from its wait to its outcome)
 * and {@code slack_channel} (the pace of a direct message channel).
 *
 * <p>{@link io.renewals.notifier.sending.SendPings} posts, each ping claimed in a transaction of its own before the attempt. States of a
 * ping: {@code waiting} for its time; {@code claimed} by an attempt; {@code sent}; {@code ambiguous}, it may have arrived and is never
 * posted again, a reminder mail follows where nobody acts; {@code failed} for good; {@code superseded}, the card was acted on first.
 *
 * <p>On failure: poison goes to {@code notifier.dead}; the database or broker being away pauses the partition. A ping that failed before
 * it was taken is tried again from the table; one that Slack will never take goes by mail.
 */
package io.renewals.notifier;
