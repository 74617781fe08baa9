/**
 * Digests and summaries: what every owner and the admin are told on Mondays and on the first of a month.
 *
 * <ul>
 *   <li>{@link io.renewals.registry.digest.PrepareDigests} looks whether one is due; {@link io.renewals.registry.digest.Digests} counts
 *       it, keeps its rows and publishes {@code digest.prepared}, all in one transaction and once for each tenant and period.
 *   <li>Reads the book in bounded pages, one query a page: {@link io.renewals.registry.digest.StandingRead} where accounts stand,
 *       {@link io.renewals.registry.digest.OutcomeRead} what came of offers.
 *   <li>{@link io.renewals.registry.digest.DigestPages} show the rows behind each figure as they were counted then.
 *   <li>On failure: the transaction is undone whole, and the next look, within the same day, tries again.
 * </ul>
 */
package io.renewals.registry.digest;
