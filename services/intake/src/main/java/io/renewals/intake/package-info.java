/**
 * Intake: the one door for facts about accounts. Reads {@code terms.reported}, {@code signal.reported} and
 * {@code outcome.reported}; takes the accounts sheet by upload and from a watched URL, and signals by upload. Each report is
 * checked by meaning: it becomes {@code account.accepted}, normalised, or {@code account.rejected} with every reason, each naming
 * the field, the problem and what to do; refusals are also kept for the page {@code /rejected}.
 *
 * <p>Calendars ({@link io.renewals.intake.Calendars}) change nothing by themselves: a renewal on another day than the one known, by
 * {@code account.changed}, is proposed ({@code account.proposed}). What people accept of it comes back as {@code proposal.actioned}
 * ({@link io.renewals.intake.TakeDecisions}) and passes the checks that reported contracts pass.
 *
 * <p>Keeps, in schema {@code intake}: refusals, the versions of the sheet and its last accepted lines, the accounts as the registry told
 * them, and which proposals were made. Bytes that are no event go
 * to {@code intake.dead}; a database, broker or registry that is away is waited for. A redelivered event, a sheet applied twice and
 * a signal uploaded twice have no second effect.
 */
package io.renewals.intake;
