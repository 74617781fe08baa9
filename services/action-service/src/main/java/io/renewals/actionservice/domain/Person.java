package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.rulebook.Owner;
import io.renewals.rulebook.Rulebook;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Somebody of the card's tenant.
 *
 * @param surface slack, web or api
 * @param decides false: reads only
 * @param admin may decide on anybody's card
 */
public record Person(String email, String name, String surface, boolean decides, boolean admin) {

    /** The owner it has now, that owner's delegate, or an admin. */
    public Optional<Refusal> mayActOn(Card card, Rulebook rulebook) {
        if (!decides) {
            return Optional.of(new Refusal.ReadOnly());
        }
        Dossier.CardOwner owner = card.owner();
        return mayActFor(owner, rulebook)
                ? Optional.empty()
                : Optional.of(new Refusal.NotYours(owner.name(), owner.email()));
    }

    /** Whether this is the owner, the owner's delegate, or an admin; a role that only reads is not asked about here. */
    public boolean mayActFor(Dossier.CardOwner owner, Rulebook rulebook) {
        return admin || email.equalsIgnoreCase(owner.email()) || is(Owner::delegate, owner, rulebook);
    }

    /** Whoever may act on it, and the owner's manager. */
    public Optional<Refusal> mayReassign(Card card, Rulebook rulebook) {
        return decides && is(Owner::manager, card.owner(), rulebook) ? Optional.empty() : mayActOn(card, rulebook);
    }

    /** Whoever may act on it, and who did what is to be undone. */
    public Optional<Refusal> mayUndo(Card card, Optional<Circumstances.Past> last, Rulebook rulebook) {
        boolean own = last.filter(past -> past.actor().equalsIgnoreCase(email)).isPresent();
        return decides && own ? Optional.empty() : mayActOn(card, rulebook);
    }

    private boolean is(Function<Owner, Optional<String>> role, Dossier.CardOwner owner, Rulebook rulebook) {
        return rulebook.ownerByEmail(owner.email())
                .flatMap(role)
                .flatMap(rulebook::owner)
                .filter(other -> other.email().equalsIgnoreCase(email))
                .isPresent();
    }

    Decision decides(Instant at) {
        return new Decision(email, name, surface, at);
    }
}
