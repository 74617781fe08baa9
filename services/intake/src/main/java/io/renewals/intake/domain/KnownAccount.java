package io.renewals.intake.domain;

/**
 * An account as the registry holds it.
 *
 * @param version accountVersion of the registry, growing
 */
public record KnownAccount(String account, String name, long version, TermsDraft terms) {}
