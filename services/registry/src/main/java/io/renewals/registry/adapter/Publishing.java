package io.renewals.registry.adapter;

import io.renewals.events.ActivityRecorded;
import io.renewals.messaging.Ids;
import io.renewals.rulebook.LeaveAlone;
import io.renewals.rulebook.Rulebook;
import io.renewals.schemas.Topics;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Puts a rulebook in force: the version, its announcement, and what it changes about accounts to leave alone, in one transaction. */
@ApplicationScoped
public class Publishing {
    private final RulebookShelf shelf;

    @Inject
    public Publishing(RulebookShelf shelf) {
        this.shelf = shelf;
    }

    /** @param fresh false: the same document was in force already and no version was made */
    public record Published(RulebookShelf.Version version, boolean fresh) {}

    /** @param yaml checked for this tenant */
    public Published publish(Work work, String yaml, String by, String comment) {
        Optional<RulebookShelf.Version> newest = shelf.versions(work).stream().findFirst();
        String sha256 = Ids.sha256(yaml.getBytes(StandardCharsets.UTF_8));
        if (newest.filter(version -> version.sha256().equals(sha256)).isPresent()) {
            return new Published(newest.get(), false);
        }
        return new Published(put(work, yaml, by, comment, null), true);
    }

    /** Takes an old document again, as a new version: a version's meaning never changes. */
    public RulebookShelf.Version rollBack(Work work, RulebookShelf.Document to, String by, String comment) {
        return put(work, to.yaml(), by, comment, to.version().version());
    }

    private RulebookShelf.Version put(Work work, String yaml, String by, String comment, Integer rolledBackTo) {
        Optional<Rulebook> before = shelf.inForce(work).map(RulebookShelf.InForce::rulebook);
        RulebookShelf.Version version = shelf.publish(work, yaml, by, comment, rolledBackTo);
        Rulebook after = shelf.at(work, version.version()).rulebook();
        String eventId = RulebookShelf.eventId(work.tenant(), version.version());
        record(work, version, eventId);
        suppress(work, before, after, eventId);
        return version;
    }

    private void suppress(Work work, Optional<Rulebook> before, Rulebook after, String eventId) {
        Set<String> concerned = new TreeSet<>();
        before.ifPresent(rulebook ->
                rulebook.leaveAlone().stream().map(LeaveAlone::account).forEach(concerned::add));
        after.leaveAlone().stream().map(LeaveAlone::account).forEach(concerned::add);
        Book book = Book.open(work, concerned);
        Cause cause = new Cause(eventId, eventId);
        Map<String, Cause> causes = new HashMap<>();
        book.all().forEach(account -> causes.put(account.id(), cause));
        Suppressions.derive(work, shelf, book, causes);
        Checks.again(work, shelf, Checks.voided(book.all()), "the rulebook leaves other accounts alone");
        book.close();
    }

    private static void record(Work work, RulebookShelf.Version version, String eventId) {
        work.publish(
                Topics.ACTIVITY_RECORDED,
                "rulebook",
                ActivityRecorded.newBuilder()
                        .setTenant(work.tenant())
                        // Not about an account: the trail files it under the rulebook.
                        .setAccount("rulebook")
                        .setCorrelationId(eventId)
                        .setCausationId(eventId)
                        .setKind("admin-act")
                        .setActor(version.publishedBy())
                        .setSummary("published rulebook version " + version.version()
                                + (version.rolledBackTo() == null
                                        ? ""
                                        : ", the document of version " + version.rolledBackTo() + " again"))
                        .setDetails(Map.of("version", String.valueOf(version.version()), "sha256", version.sha256()))
                        .setOfferId(null)
                        .setAt(work.now())
                        .build());
    }
}
