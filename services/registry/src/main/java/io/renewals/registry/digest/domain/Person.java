package io.renewals.registry.digest.domain;

import java.util.Optional;

/**
 * Who owns an account, or gets a digest.
 *
 * @param id owner id; two persons are the same where it is
 * @param slackId empty: reached by mail
 * @param resolvedBy rulebook, or override for one that an account names and the rulebook does not list
 */
public record Person(String id, String name, String email, Optional<String> slackId, String resolvedBy) {}
