/**
 * Registry: the book of accounts. It alone mints cycles and revisions, and keeps each account in one named state with an age.
 *
 * <ul>
 *   <li>Reads {@code account.accepted}, {@code renewal.assessed}, {@code offer.decided}, {@code .drafted}, {@code .queued},
 *       {@code .held}, {@code .actioned} and the dead letters of every service.
 *   <li>Publishes {@code account.changed}, {@code renewal.due}, {@code rulebook.published}, and {@code activity.recorded} for what it
 *       heard and ignored.
 *   <li>Keeps accounts, evidence, diaries, cycles, rulebooks, scans and dead letters in its Postgres schema.
 *   <li>On failure: what can't be handled goes to {@code registry.dead}; a database or broker that is away is waited for. A scan that
 *       is cut off goes on behind its last whole page.
 * </ul>
 *
 * Offer events come from several topics, in any order: {@link io.renewals.registry.domain.Progress} keeps what was heard and derives
 * the state from it. A severe case or dispute holds what it derives for as long as it is open.
 */
package io.renewals.registry;
