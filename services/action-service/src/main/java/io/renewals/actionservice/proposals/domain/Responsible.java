package io.renewals.actionservice.proposals.domain;

import io.renewals.actionservice.domain.Dossier.CardOwner;
import io.renewals.actionservice.domain.Person;
import io.renewals.rulebook.Owner;
import io.renewals.rulebook.OwnerResolution;
import io.renewals.rulebook.Rulebook;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * Who decides on an account's proposals: whose card it has, else whose account it is by the rulebook. The notifier tells by the same rule.
 *
 * @param absent the owner whom {@code owner} stands in for; who looks in all the same may decide
 */
public record Responsible(CardOwner owner, Optional<String> absent) {

    /** @param ofCard the owner of the account's card that waits; empty: there is none */
    public static Responsible of(Optional<CardOwner> ofCard, Terms known, Rulebook rulebook, LocalDate today) {
        return ofCard.map(owner -> new Responsible(owner, Optional.empty())).orElseGet(() -> {
            OwnerResolution.Resolved resolved =
                    OwnerResolution.resolve(rulebook, known.get(Field.OWNER_EMAIL), known.get(Field.TIER), today);
            Owner owner = resolved.owner();
            return new Responsible(
                    new CardOwner(
                            owner.id(),
                            owner.name(),
                            owner.email(),
                            owner.slackId().orElse(null),
                            resolved.source().name().toLowerCase(Locale.ROOT)),
                    resolved.standingInFor().map(Owner::email));
        });
    }

    /** Empty: they may. */
    public Optional<Ruling.Against> against(Person person, Rulebook rulebook) {
        if (!person.decides()) {
            return Optional.of(new Ruling.ReadOnly());
        }
        boolean allowed = person.mayActFor(owner, rulebook)
                || absent.filter(email -> email.equalsIgnoreCase(person.email()))
                        .isPresent();
        return allowed ? Optional.empty() : Optional.of(new Ruling.NotYours(owner.name(), owner.email()));
    }
}
