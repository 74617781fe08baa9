package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.rulebook.Owner;
import io.renewals.rulebook.Rulebook;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody of the card's tenant.
 *
 * @param surface slack, web or api
 * @param decides false: reads only
 * @param admin may decide on anybody's card
 */
public record Person(String email, String name, String surface, boolean decides, boolean admin) {

    /** The owner, the owner's delegate, or an admin. */
    public Optional<Refusal> mayActOn(Card card, Rulebook rulebook) {
        if (!decides) {
            return Optional.of(new Refusal.ReadOnly());
        }
        Dossier.CardOwner owner = card.dossier().owner();
        boolean allowed = admin || email.equalsIgnoreCase(owner.email()) || isDelegateOf(owner, rulebook);
        return allowed ? Optional.empty() : Optional.of(new Refusal.NotYours(owner.name(), owner.email()));
    }

    private boolean isDelegateOf(Dossier.CardOwner owner, Rulebook rulebook) {
        return rulebook.ownerByEmail(owner.email())
                .flatMap(Owner::delegate)
                .flatMap(rulebook::owner)
                .filter(delegate -> delegate.email().equalsIgnoreCase(email))
                .isPresent();
    }

    Decision decides(Instant at) {
        return new Decision(email, name, surface, at);
    }
}
