/**
 * Tells of proposed changes: whoever may decide on a proposal has one message that names it, by Slack or mail.
 *
 * <p>Consumes {@code account.proposed}, {@code proposal.actioned} and, of {@code activity.recorded}, what became of a proposal without a
 * person ({@link io.renewals.notifier.proposals.HearProposals}: what waits for a decision, each proposal once whatever its event's id).
 * Keeps {@code proposal} (what is open, and which message names it) and {@code proposal_post} (the messages).
 *
 * <p>{@link io.renewals.notifier.proposals.Proposals} puts what has waited for a moment into one message for each person; where a tenant
 * has no rulebook, or its hours are quiet, it waits on. {@link io.renewals.notifier.proposals.PostProposals} posts them as
 * {@link io.renewals.notifier.posting} does it. A message names what is open when it leaves; what came of it after is on its page.
 */
package io.renewals.notifier.proposals;
