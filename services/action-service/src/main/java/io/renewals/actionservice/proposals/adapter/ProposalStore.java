package io.renewals.actionservice.proposals.adapter;

import io.renewals.actionservice.domain.Dossier.CardOwner;
import io.renewals.actionservice.proposals.domain.Field;
import io.renewals.actionservice.proposals.domain.Proposal;
import io.renewals.actionservice.proposals.domain.Terms;
import io.renewals.schemas.Topics;
import io.renewals.store.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The proposals of a tenant. */
public final class ProposalStore {
    private static final String COLUMNS =
            "proposal_id, account, lane, origin, event_id, correlation_id, terms::text as terms, fields, confidence,"
                    + " proposed_at, status, state::text as state";

    private final Work work;

    public ProposalStore(Work work) {
        this.work = work;
    }

    /** A place in the list: of the last row of the page before. */
    public record Key(Instant proposedAt, String id) {}

    /** False: it is here already. */
    public boolean add(Proposal proposal) {
        return work.db()
                        .createUpdate(
                                """
                        insert into proposal (tenant, proposal_id, account, lane, origin, event_id, correlation_id, terms,
                            fields, confidence, proposed_at, status, state, changed_at)
                        values (:tenant, :id, :account, :lane, :origin, :event, :correlation, cast(:terms as jsonb),
                            :fields, :confidence, :proposedAt, :status, cast(:state as jsonb), :now)
                        on conflict (tenant, proposal_id) do nothing""")
                        .bind("tenant", work.tenant())
                        .bind("id", proposal.id())
                        .bind("account", proposal.account())
                        .bind("lane", proposal.lane())
                        .bind("origin", proposal.origin())
                        .bind("event", proposal.eventId())
                        .bind("correlation", proposal.correlationId())
                        .bind("terms", ProposalJson.write(proposal.terms()))
                        .bindArray(
                                "fields",
                                String.class,
                                proposal.fields().stream()
                                        .map(Field::key)
                                        .sorted()
                                        .toList())
                        .bind("confidence", proposal.confidence())
                        .bind("proposedAt", utc(proposal.proposedAt()))
                        .bind("status", ProposalJson.status(proposal.state()))
                        .bind("state", ProposalJson.write(proposal.state()))
                        .bind("now", utc(work.now()))
                        .execute()
                == 1;
    }

    /** An open one, closed. The caller has locked it. */
    public void close(Proposal after) {
        int closed = work.db()
                .createUpdate(
                        """
                        update proposal set status = :status, state = cast(:state as jsonb), changed_at = :now
                        where tenant = :tenant and proposal_id = :id and status = 'open'""")
                .bind("status", ProposalJson.status(after.state()))
                .bind("state", ProposalJson.write(after.state()))
                .bind("now", utc(work.now()))
                .bind("tenant", work.tenant())
                .bind("id", after.id())
                .execute();
        if (closed != 1) {
            throw new IllegalStateException("proposal " + after.id() + " was closed by somebody else");
        }
    }

    /** Says what a person decided. @param terms to take over; empty: refused */
    public void tell(Proposal after, Optional<Terms> terms) {
        work.publish(
                Topics.PROPOSAL_ACTIONED, "decided", ProposalEvents.actioned(work.tenant(), after, terms.orElse(null)));
    }

    public Optional<Proposal> find(String id) {
        return one(id, "");
    }

    public Optional<Proposal> lock(String id) {
        return one(id, " for update");
    }

    private Optional<Proposal> one(String id, String locking) {
        return work.db()
                .createQuery(
                        "select " + COLUMNS + " from proposal where tenant = :tenant and proposal_id = :id" + locking)
                .bind("tenant", work.tenant())
                .bind("id", id)
                .map((row, context) -> proposal(row))
                .findOne();
    }

    /** The open ones about these accounts, locked. */
    public List<Proposal> lockOpen(Collection<String> accounts) {
        return work.db()
                .createQuery("select " + COLUMNS
                        + " from proposal where tenant = :tenant and status = 'open' and account = any(:accounts)"
                        + " order by account, proposal_id for update")
                .bind("tenant", work.tenant())
                .bindArray("accounts", String.class, accounts)
                .map((row, context) -> proposal(row))
                .list();
    }

    /**
     * Newest first.
     *
     * @param status empty: all
     * @param account empty: all
     * @param after empty: from the newest
     */
    public List<Proposal> page(Optional<String> status, Optional<String> account, Optional<Key> after, int limit) {
        return work.db()
                .createQuery(
                        "select " + COLUMNS
                                + """
                                 from proposal where tenant = :tenant
                                  and (cast(:status as text) is null or status = :status)
                                  and (cast(:account as text) is null or account = :account)
                                  and (cast(:at as timestamptz) is null or (proposed_at, proposal_id) < (:at, :id))
                                order by proposed_at desc, proposal_id desc limit :limit""")
                .bind("tenant", work.tenant())
                .bind("status", status.orElse(null))
                .bind("account", account.orElse(null))
                .bind("at", after.map(key -> utc(key.proposedAt())).orElse(null))
                .bind("id", after.map(Key::id).orElse(null))
                .bind("limit", limit)
                .map((row, context) -> proposal(row))
                .list();
    }

    /** @param oldest when the one that waits longest was proposed; empty: none is open */
    public record Waiting(long proposals, Optional<Instant> oldest) {}

    public Waiting waiting() {
        return work.db()
                .createQuery(
                        "select count(*), min(proposed_at) from proposal where tenant = :tenant and status = 'open'")
                .bind("tenant", work.tenant())
                .map((row, context) -> new Waiting(
                        row.getLong(1),
                        Optional.ofNullable(row.getObject(2, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .one();
    }

    public Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        work.db()
                .createQuery("select status, count(*) from proposal where tenant = :tenant group by status")
                .bind("tenant", work.tenant())
                .map((row, context) -> counts.put(row.getString(1), row.getLong(2)))
                .list();
        return counts;
    }

    /** Whose the accounts' cards are that still wait for somebody. */
    public Map<String, CardOwner> cardOwners(Collection<String> accounts) {
        Map<String, CardOwner> owners = new HashMap<>();
        work.db()
                .createQuery(
                        """
                        select distinct on (account) account, coalesce(owner, dossier -> 'owner')::text from card
                        where tenant = :tenant and account = any(:accounts)
                            and status in ('queued', 'held', 'snoozed', 'approved', 'sending', 'unknown')
                        order by account, cycle_no desc, revision desc""")
                .bind("tenant", work.tenant())
                .bindArray("accounts", String.class, accounts)
                .map((row, context) -> owners.put(row.getString(1), ProposalJson.owner(row.getString(2))))
                .list();
        return owners;
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        Set<Field> fields = Arrays.stream((String[]) row.getArray("fields").getArray())
                .flatMap(key -> Field.of(key).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Field.class)));
        return new Proposal(
                row.getString("proposal_id"),
                row.getString("account"),
                row.getString("event_id"),
                row.getString("correlation_id"),
                row.getString("lane"),
                row.getString("origin"),
                ProposalJson.terms(row.getString("terms")),
                fields,
                row.getBigDecimal("confidence"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                ProposalJson.state(row.getString("status"), row.getString("state")));
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
