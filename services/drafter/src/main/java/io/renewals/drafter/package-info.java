/**
 * Drafter: words for an offer that the rules already decided. Reads {@code offer.decided}; publishes {@code offer.drafted}, and
 * {@code activity.recorded} for each model call. Two engines: the rulebook's own templates, and a model behind the Converse API
 * that returns words with named placeholders, never a fact. What the model may not say is refused; after a second refusal or
 * failure, or where the budget is spent, the template writes and the draft says why. Keeps a row per offer and one per model
 * attempt, claimed before the call: after a crash the attempt counts as spent and the call is not made again.
 */
package io.renewals.drafter;
