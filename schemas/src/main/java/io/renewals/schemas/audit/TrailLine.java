package io.renewals.schemas.audit;

/** One line of an export. */
public sealed interface TrailLine permits Sealed, SignedHead {}
