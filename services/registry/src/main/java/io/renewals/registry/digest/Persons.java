package io.renewals.registry.digest;

import io.renewals.registry.digest.domain.Person;
import io.renewals.rulebook.Owner;
import io.renewals.rulebook.OwnerResolution;
import io.renewals.rulebook.OwnerResolution.Source;
import io.renewals.rulebook.Rulebook;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Who owns what, by the rulebook in force on a day. */
final class Persons {
    private static final String FALLBACK = "admin-fallback";

    private final Rulebook rulebook;
    private final LocalDate day;

    Persons(Rulebook rulebook, LocalDate day) {
        this.rulebook = rulebook;
        this.day = day;
    }

    /** @param fellBack true: neither the account nor its tier names anybody */
    record Owned(Person owner, boolean fellBack) {}

    List<Person> listed() {
        return rulebook.owners().stream().map(this::person).toList();
    }

    Person admin() {
        return person(rulebook.admin());
    }

    /**
     * The owner of the account's card where it has one and the rulebook still lists them; else who would get the next card.
     *
     * @param cardOwner owner id; null: there is no card
     * @param resolvedBy how the card's owner was found; null: there is no card
     */
    Owned of(String cardOwner, String resolvedBy, String ownerEmail, String tier) {
        Optional<Owner> ofCard = Optional.ofNullable(cardOwner).flatMap(rulebook::owner);
        return ofCard.map(owner -> new Owned(person(owner), FALLBACK.equals(resolvedBy)))
                .orElseGet(() -> next(ownerEmail, tier));
    }

    private Owned next(String ownerEmail, String tier) {
        String tierId = tier == null ? rulebook.tiers().getFirst().id() : tier;
        OwnerResolution.Resolved resolved =
                OwnerResolution.resolve(rulebook, Optional.ofNullable(ownerEmail), tierId, day);
        return new Owned(person(resolved.owner()), resolved.source() == Source.ADMIN_FALLBACK);
    }

    private Person person(Owner owner) {
        String found = rulebook.owner(owner.id()).isPresent() ? "rulebook" : "override";
        return new Person(owner.id(), owner.name(), owner.email(), owner.slackId(), found);
    }
}
