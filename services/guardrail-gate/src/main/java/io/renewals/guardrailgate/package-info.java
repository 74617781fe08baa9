/**
 * Guardrail gate: four gates between a finished draft and the owner's queue, in this order: resolve the owner, check cap and floor
 * again, mind quiet hours, compose the card. Reads {@code offer.drafted}; publishes {@code offer.queued}, or {@code offer.held} with
 * the limit the draft tripped. Keeps nothing: the rulebook version is the one the event pins, "now" is the event's time. Nothing
 * here reaches a customer.
 */
package io.renewals.guardrailgate;
