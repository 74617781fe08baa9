/**
 * The queue, and the only code that can mail a customer.
 *
 * <p>Consumes {@code offer.queued} and {@code offer.held} ({@link io.renewals.actionservice.TakeOffers}: drafts become cards, the
 * highest revision of a cycle wins) and {@code account.changed} ({@link io.renewals.actionservice.NoticeChanges}: a card on other
 * facts goes stale). Produces {@code offer.actioned}, one for each thing done with a card, with snapshots before and after, and
 * {@code activity.recorded} for what changed nothing.
 *
 * <p>A person decides through {@link io.renewals.actionservice.CardDesk}, from the pages and the JSON API ({@code web}) or from Slack
 * ({@code slack}); what a decision does is in {@code domain}. {@link io.renewals.actionservice.sending.SendApprovedMail} hands
 * approved mails to the SMTP server, each claimed before its attempt.
 *
 * <p>{@link io.renewals.actionservice.FollowUp} does by the clock what nobody clicks: cards expire past the notice deadline, snoozed
 * ones wake, and those of owners who are away or gone move. {@link io.renewals.actionservice.Opened} tells of the first look.
 *
 * <p>Beside the queue stand the proposals ({@code proposals}): {@code account.proposed} waits for a person, whose decision is told as
 * {@code proposal.actioned}.
 *
 * <p>Keeps, in schema {@code action_service}: {@code card} (CHECKs on cap and floor, one live card per cycle), {@code card_action}
 * (only added to), {@code approved_mail} and {@code send_attempt}, {@code account_facts}, {@code account_terms}, {@code proposal}, {@code card_opened}, {@code request_done},
 * {@code slack_request}.
 *
 * <p>On failure: poison goes to {@code action-service.dead}; the database or broker being away pauses the partition. A mail that
 * failed before DATA is tried again, one refused for good puts its card back, one lost after DATA is unknown until a person resolves
 * it.
 */
package io.renewals.actionservice;
