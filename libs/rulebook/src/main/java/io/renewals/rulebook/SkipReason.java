package io.renewals.rulebook;

/**
 * Why an owner skips a renewal.
 *
 * @param code stable, in events and the trail
 * @param label what the owner reads
 * @param requeues whether the account comes back for a fresh draft after the rulebook's re-queue days
 */
public record SkipReason(String code, String label, boolean requeues) {
    public SkipReason {
        new Flaws().requireId(code, "/code").requireLine(label, "/label").throwIfAny();
    }
}
