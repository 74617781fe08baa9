package io.renewals.registry.digest;

import io.renewals.events.DigestKind;
import io.renewals.events.DigestPrepared;
import io.renewals.events.DigestRow;
import io.renewals.events.DigestSection;
import io.renewals.events.Owner;
import io.renewals.messaging.Ids;
import io.renewals.registry.digest.domain.Digest;
import io.renewals.registry.digest.domain.Period;
import io.renewals.registry.digest.domain.Person;
import io.renewals.schemas.Topics;
import io.renewals.store.Work;
import java.util.Optional;

/** A digest as the event that is posted. */
final class DigestEvents {
    /** Rows of a section that go with the event; a message shows no more, and the link has all of them. */
    private static final int SHOWN = 10;

    private DigestEvents() {}

    /** The same period and recipient give the same id, whenever and however often it is prepared. */
    static String id(String tenant, Digest digest) {
        Period period = digest.period();
        return Ids.of(
                "digest",
                tenant,
                period.kind(),
                period.from(),
                period.to(),
                digest.recipient().id());
    }

    static void publish(Work work, Digest digest) {
        String id = id(work.tenant(), digest);
        Period period = digest.period();
        String run = Ids.of("digest-run", work.tenant(), period.kind(), period.from(), period.to());
        DigestPrepared event = DigestPrepared.newBuilder()
                .setTenant(work.tenant())
                .setAccount(digest.recipient().id())
                .setCorrelationId(run)
                .setCausationId(run)
                .setDigestId(id)
                .setKind(DigestKind.valueOf(period.kind().name()))
                .setFrom(period.from())
                .setTo(period.to())
                .setPreparedAt(work.now())
                .setRecipient(owner(digest.recipient()))
                .setIsAdmin(digest.whole())
                .setSections(digest.sections().stream()
                        .map(section -> section(digest, section))
                        .toList())
                .build();
        work.publish(
                Topics.DIGEST_PREPARED, work.tenant() + "/" + digest.recipient().id(), id, event);
    }

    static String link(Digest digest, String section) {
        Optional<String> owner = digest.whole()
                ? Optional.empty()
                : Optional.of(digest.recipient().id());
        return digest.period().link(section, owner);
    }

    private static DigestSection section(Digest digest, Digest.Section section) {
        return DigestSection.newBuilder()
                .setId(section.id())
                .setTitle(section.title())
                .setNote(section.note())
                .setLink(link(digest, section.id()))
                .setTotal(section.total())
                .setCount(section.rows().size())
                .setRows(section.rows().stream()
                        .limit(SHOWN)
                        .map(row -> DigestRow.newBuilder()
                                .setAccount(row.account())
                                .setAccountName(row.accountName())
                                .setLink(row.link())
                                .setFigure(row.figure())
                                .setDetail(digest.told(row))
                                .setCitations(row.citations())
                                .build())
                        .toList())
                .build();
    }

    private static Owner owner(Person person) {
        return Owner.newBuilder()
                .setId(person.id())
                .setName(person.name())
                .setEmail(person.email())
                .setSlackId(person.slackId().orElse(null))
                .setResolvedBy(person.resolvedBy())
                .build();
    }
}
