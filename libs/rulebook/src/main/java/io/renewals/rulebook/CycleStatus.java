package io.renewals.rulebook;

/** How far the current renewal cycle of an account is, as far as a decision has to know. */
public enum CycleStatus {
    /** Nothing prepared, or what was prepared is void: a fresh draft is welcome. */
    NONE,
    /** An offer is decided, drafted, queued, held or being sent. */
    LIVE_DRAFT,
    OFFERED,
    SKIPPED
}
