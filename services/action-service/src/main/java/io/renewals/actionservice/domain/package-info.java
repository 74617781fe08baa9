/**
 * What may be done with a card, as pure functions: a {@link io.renewals.actionservice.domain.Card} and a
 * {@link io.renewals.actionservice.domain.Command} give an {@link io.renewals.actionservice.domain.Outcome}. Time, rules and the
 * message digest are arguments; refusals are values.
 *
 * <pre>
 *              edit                     claim            taken by the server
 *   queued ──────────▶ queued ─approve─▶ approved ─────▶ sending ─────────────▶ sent
 *     ▲ │  skip                            │  │             │ lost after DATA
 *     │ └──────▶ skipped                   │  │ tightened   ▼
 *     │                                    │  └─▶ held   unknown ── a person: arrived ──▶ sent
 *     └──────────── not sent, refused for good, undo ───────┴──────── a person: not sent ──▶ queued
 *
 *   held ── edited into limits ──▶ queued;  held ── skipped ──▶ skipped;
 *   queued, held, snoozed, approved ── facts changed or a higher revision ──▶ stale
 *   queued ── snoozed ──▶ snoozed ── its morning ──▶ queued
 *   queued, held, snoozed, approved ── the notice deadline passed ──▶ expired
 * </pre>
 */
package io.renewals.actionservice.domain;
