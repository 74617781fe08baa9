/**
 * Rule-decider: the daily decision about one account. Reads {@code renewal.due}; publishes {@code renewal.assessed} for each, and
 * {@code offer.decided} where the rules make an offer. Keeps nothing: the rulebook version is the one the event pins, "now" is the
 * event's time, so the same event gives the same bytes again. An event it can't read, or whose rulebook version never comes, is
 * dead-lettered to {@code rule-decider.dead}; a broker that is away is waited for.
 */
package io.renewals.ruledecider;
