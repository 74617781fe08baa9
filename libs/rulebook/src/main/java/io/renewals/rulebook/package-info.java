/**
 * The business shared by the services, as pure functions over immutable records: the rulebook, money, limits, the
 * decision, the assessment, owner resolution and quiet hours.
 *
 * <p>Nothing here reads a clock, a file, a network or a configuration: dates, instants and zones are arguments. It
 * imports {@code java.*} only; the YAML reader is the one place with libraries and lives in {@code
 * io.renewals.rulebook.yaml}.
 *
 * <p>Start at {@link io.renewals.rulebook.Decide} and {@link io.renewals.rulebook.Limits}.
 */
package io.renewals.rulebook;
