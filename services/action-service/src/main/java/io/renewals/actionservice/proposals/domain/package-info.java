/**
 * What may be done with a proposal, as pure functions: a {@link io.renewals.actionservice.proposals.domain.Proposal} and a person's
 * wish give a {@link io.renewals.actionservice.proposals.domain.Ruling}.
 *
 * <pre>
 *   open ── a person ──▶ accepted, refused
 *   open ── a newer one of the same account and lane ──▶ superseded
 *   open ── the account has become so by itself, or the document takes it back ──▶ stale
 * </pre>
 */
package io.renewals.actionservice.proposals.domain;
