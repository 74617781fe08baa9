package io.renewals.actionservice.slack;

import io.renewals.actionservice.domain.Person;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebookfeed.Rulebooks;
import java.util.Optional;

/**
 * Somebody of a tenant: who they are says the rulebook in force, never the payload alone.
 *
 * @param slackId member id
 */
record Clicker(String tenant, String slackId, Person person, Rulebook rulebook) {

    /** The tenant's rules; empty: the workspace belongs to no company here. */
    static Optional<Rulebook> company(Rulebooks rulebooks, String team) {
        return team.isEmpty() ? Optional.empty() : rulebooks.bySlackTeam(team).map(Rulebooks.Versioned::rulebook);
    }

    /** Empty: the rulebook knows no owner with this member id. */
    static Optional<Clicker> of(Rulebook rulebook, String slackId) {
        return rulebook.ownerBySlackId(slackId).map(owner -> {
            boolean admin = owner.id().equals(rulebook.adminFallback());
            Person person = new Person(owner.email(), owner.name(), "slack", true, admin);
            return new Clicker(rulebook.tenant(), slackId, person, rulebook);
        });
    }
}
