/**
 * The trail. Consumes every topic of events and every dead-letter topic as raw bytes ({@link
 * io.renewals.auditsink.RecordEverything}); keeps one hash-chained, append-only trail a tenant; produces {@code audit.entry}, the
 * sealed trail itself, from which what is kept here can be rebuilt ({@link io.renewals.auditsink.Rebuild}); serves {@code /audit}
 * and {@code /api/audit}.
 *
 * <p>On failure: nothing is ever refused. What can't be read is recorded as its bytes, what belongs to no tenant in the trail of
 * tenant {@code -}. A registry, broker or database that is away is waited for.
 */
package io.renewals.auditsink;
