package io.renewals.actionservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.rulebook.Owner;
import io.renewals.rulebook.Rulebook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whoever is away, and whoever stands in for whom: a card finds somebody and then stays there. */
class HandOverProperties {
    private static final List<String> IDS = List.of("maria", "tom", "ada", "eva", "max", "zoe");

    /** @param delegate and manager are places in the list; a person's own place means none */
    record Role(int delegate, int manager, boolean away) {}

    @Provide
    Arbitrary<Role> roles() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, IDS.size() - 1),
                        Arbitraries.integers().between(0, IDS.size() - 1),
                        Arbitraries.of(true, false))
                .as(Role::new);
    }

    @Property(tries = 2_000)
    void aCardOfSomebodyAwayGoesToSomebodyWhoIsThereOrToTheAdminAndNeverRound(
            @ForAll @Size(value = 6) List<@From("roles") Role> roles) {
        Rulebook rulebook = rules(owners(roles));
        Card card = Samples.card();
        LocalDate today = Samples.now().today();
        int moves = 0;
        for (Optional<Done> moved = HandOver.rescue(card, Optional.empty(), Samples.now(rulebook));
                moved.isPresent();
                moved = HandOver.rescue(card, Optional.empty(), Samples.now(rulebook))) {
            card = moved.get().after();
            Owner next = rulebook.ownerByEmail(card.owner().email()).orElseThrow();
            assertThat(!next.isAwayOn(today) || next.equals(rulebook.admin())).isTrue();
            assertThat(card.message().fromAddress()).isEqualTo(next.email());
            assertThat(card.message().isIntact(Samples.DIGEST)).isTrue();
            moves++;
            assertThat(moves).isLessThanOrEqualTo(2);
        }
        boolean somebodyThere = roles.stream().anyMatch(role -> !role.away());
        if (!somebodyThere) {
            assertThat(card.owner().id()).isEqualTo(rulebook.adminFallback());
        }
    }

    private static Rulebook rules(List<Owner> owners) {
        Rulebook base = Samples.RULEBOOK;
        return new Rulebook(
                base.tenant(),
                base.currency(),
                base.zone(),
                base.slackTeamId(),
                base.fromDomain(),
                base.window(),
                base.plans(),
                base.tiers(),
                base.exceptions(),
                base.adminFallback(),
                owners,
                base.quietHours(),
                base.leaveAlone(),
                base.assessment(),
                base.plays(),
                base.models(),
                base.voice(),
                base.skipReasons(),
                base.followUp());
    }

    private static List<Owner> owners(List<Role> roles) {
        LocalDate today = Samples.now().today();
        List<Owner> owners = new ArrayList<>();
        for (int i = 0; i < IDS.size(); i++) {
            Role role = roles.get(i);
            int self = i;
            owners.add(new Owner(
                    IDS.get(i),
                    "Owner " + IDS.get(i),
                    IDS.get(i) + "@acme.example",
                    Optional.empty(),
                    Optional.of(role.delegate()).filter(at -> at != self).map(IDS::get),
                    Optional.of(role.manager()).filter(at -> at != self).map(IDS::get),
                    role.away() ? List.of(new Owner.Absence(today, today.plusDays(3))) : List.of()));
        }
        return owners;
    }
}
