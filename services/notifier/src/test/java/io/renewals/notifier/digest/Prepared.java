package io.renewals.notifier.digest;

import io.renewals.events.DigestKind;
import io.renewals.events.DigestPrepared;
import io.renewals.events.DigestRow;
import io.renewals.events.DigestSection;
import io.renewals.events.Owner;
import io.renewals.messaging.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Digests as the registry publishes them. */
final class Prepared {
    private Prepared() {}

    /** @param account shown in its one row, so that a message is found by it @param slackId null: reached by mail */
    static DigestPrepared digest(String tenant, String owner, String slackId, String account) {
        String id = Ids.of("digest", tenant, owner, account);
        return DigestPrepared.newBuilder()
                .setTenant(tenant)
                .setAccount(owner)
                .setCorrelationId("run-" + account)
                .setCausationId("run-" + account)
                .setDigestId(id)
                .setKind(DigestKind.WEEKLY)
                .setFrom(LocalDate.parse("2026-11-30"))
                .setTo(LocalDate.parse("2026-12-07"))
                .setPreparedAt(Instant.parse("2026-12-07T12:00:02Z"))
                .setRecipient(Owner.newBuilder()
                        .setId(owner)
                        .setName("Name of " + owner)
                        .setEmail(owner + "." + account + "@acme.example")
                        .setSlackId(slackId)
                        .setResolvedBy("rulebook")
                        .build())
                .setIsAdmin(false)
                .setSections(List.of(
                        DigestSection.newBuilder()
                                .setId("held")
                                .setTitle("Held")
                                .setNote("Held by a limit or a reason, until somebody decides.")
                                .setLink("/digest/weekly-2026-12-07/held?owner=" + owner)
                                .setTotal("12 accounts, USD 231,000.00 a year")
                                .setCount(12)
                                .setRows(List.of(DigestRow.newBuilder()
                                        .setAccount(account)
                                        .setAccountName("Bayside " + account)
                                        .setLink("/accounts/" + account)
                                        .setFigure("USD 23,520.00 a year")
                                        .setDetail("held: 20% is above the cap of 15%")
                                        .setCitations(List.of("usage:2026-10"))
                                        .build()))
                                .build(),
                        DigestSection.newBuilder()
                                .setId("stale")
                                .setTitle("Stale")
                                .setNote("No draft is stale.")
                                .setLink("/digest/weekly-2026-12-07/stale?owner=" + owner)
                                .setTotal("none")
                                .setCount(0)
                                .build()))
                .build();
    }
}
