package io.renewals.notifier.proposals;

import io.renewals.events.AccountProposed;
import io.renewals.messaging.Received;
import io.renewals.notifier.adapter.CardJson;
import io.renewals.notifier.domain.Person;
import io.renewals.notifier.proposals.domain.ProposalFacts;
import io.renewals.store.Work;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Proposals of one tenant and which message names them, inside a transaction. */
final class ProposalRows {
    private final Work work;

    ProposalRows(Work work) {
        this.work = work;
    }

    /** One that nobody was told of yet. @param causeId ce_id of the event it came with */
    record Untold(String correlationId, String causeId, ProposalFacts facts) {}

    /** New ones, and those that their documents take back. */
    void take(List<Received<AccountProposed>> events) {
        lock();
        add(events.stream().filter(event -> event.body().getWithdraws() == null).toList());
        close(events.stream()
                .filter(event -> event.body().getWithdraws() != null)
                .map(event -> new Closing(
                        event.body().getWithdraws(),
                        event.body().getAccount(),
                        event.body().getLane().name(),
                        event.body().getCorrelationId(),
                        event.id()))
                .toList());
    }

    /** A proposal that is known is not taken again, whatever its event's id. One that was decided before it was heard of stays closed. */
    private void add(List<Received<AccountProposed>> events) {
        PreparedBatch rows = work.db()
                .prepareBatch(
                        """
                        insert into proposal (tenant, proposal_id, account, lane, status, correlation_id, cause_id, facts, heard_at)
                        values (:tenant, :id, :account, :lane, :status, :correlation, :cause, cast(:facts as jsonb), :now)
                        on conflict (tenant, proposal_id) do update set facts = excluded.facts
                        where proposal.facts is null""");
        for (Received<AccountProposed> event : events) {
            AccountProposed body = event.body();
            ProposalFacts facts = ProposalJson.facts(body);
            rows.bind("tenant", work.tenant())
                    .bind("id", body.getProposalId())
                    .bind("account", body.getAccount())
                    .bind("lane", body.getLane().name())
                    .bind("status", ProposalJson.changesAnything(facts) ? "open" : "closed")
                    .bind("correlation", body.getCorrelationId())
                    .bind("cause", event.id())
                    .bind("facts", ProposalJson.write(facts))
                    .bind("now", work.now())
                    .add();
        }
        rows.execute();
        replace(events.stream()
                .map(event -> event.body().getAccount())
                .distinct()
                .toList());
    }

    /** One that nobody has to decide on any more. @param causeId ce_id of the event that says so */
    record Closing(String id, String account, String lane, String correlationId, String causeId) {}

    /** They may be heard of before the proposals themselves. */
    void close(List<Closing> closings) {
        lock();
        PreparedBatch rows = work.db()
                .prepareBatch(
                        """
                        insert into proposal (tenant, proposal_id, account, lane, status, correlation_id, cause_id, heard_at)
                        values (:tenant, :id, :account, :lane, 'closed', :correlation, :cause, :now)
                        on conflict (tenant, proposal_id) do update set status = 'closed'""");
        for (Closing closing : closings) {
            rows.bind("tenant", work.tenant())
                    .bind("id", closing.id())
                    .bind("account", closing.account())
                    .bind("lane", closing.lane())
                    .bind("correlation", closing.correlationId())
                    .bind("cause", closing.causeId())
                    .bind("now", work.now())
                    .add();
        }
        rows.execute();
        replace(closings.stream().map(Closing::account).distinct().toList());
    }

    /** Those that a newer one of the same account and way in has taken the place of. */
    private void replace(Collection<String> accounts) {
        work.db()
                .createUpdate(
                        """
                        update proposal set status = 'closed'
                        where tenant = :tenant and status = 'open' and account = any(:accounts) and exists (
                            select 1 from proposal newer where newer.tenant = proposal.tenant
                                and newer.account = proposal.account and newer.lane = proposal.lane
                                and newer.number > proposal.number and newer.facts is not null)""")
                .bind("tenant", work.tenant())
                .bindArray("accounts", String.class, accounts)
                .execute();
    }

    /** All that nobody was told of yet, as soon as one of them is as old as that; kept from other instances until the end. */
    List<Untold> lockUntold(Instant heardAt) {
        boolean due = work.db()
                .createQuery(
                        """
                        select exists (select 1 from proposal
                            where tenant = :tenant and status = 'open' and post_id is null and heard_at <= :heardAt)""")
                .bind("tenant", work.tenant())
                .bind("heardAt", heardAt)
                .mapTo(Boolean.class)
                .one();
        if (!due) {
            return List.of();
        }
        lock();
        return work.db()
                .createQuery(
                        """
                        select correlation_id, cause_id, facts::text from proposal
                        where tenant = :tenant and status = 'open' and post_id is null order by number""")
                .bind("tenant", work.tenant())
                .map((row, context) ->
                        new Untold(row.getString(1), row.getString(2), ProposalJson.facts(row.getString(3))))
                .list();
    }

    void named(String postId, List<Untold> proposals) {
        work.db()
                .createUpdate("update proposal set post_id = :post where tenant = :tenant and proposal_id = any(:ids)")
                .bind("post", postId)
                .bind("tenant", work.tenant())
                .bindArray(
                        "ids",
                        String.class,
                        proposals.stream().map(each -> each.facts().id()).toList())
                .execute();
    }

    /** What a message has to name and nobody has decided on. */
    List<ProposalFacts> open(String postId) {
        return work.db()
                .createQuery(
                        "select facts::text from proposal where tenant = :tenant and post_id = :post and status = 'open'")
                .bind("tenant", work.tenant())
                .bind("post", postId)
                .map((row, context) -> ProposalJson.facts(row.getString(1)))
                .list();
    }

    /** Whose card each account has, as action-service counts them: it waits, or is put off, or on its way. */
    Map<String, Person> cardOwners(Collection<String> accounts) {
        Map<String, Person> owners = new HashMap<>();
        work.db()
                .createQuery(
                        """
                        select distinct on (account) account, coalesce(owner, facts -> 'owner')::text from card
                        where tenant = :tenant and account = any(:accounts) and superseded_by is null
                            and coalesce(queue_status, case when waits then 'queued' else '' end)
                                in ('queued', 'held', 'snoozed', 'approved', 'sending', 'unknown')
                            and coalesce(owner, facts -> 'owner') is not null
                        order by account, cycle_no desc, revision desc""")
                .bind("tenant", work.tenant())
                .bindArray("accounts", String.class, accounts)
                .map((row, context) -> owners.put(row.getString(1), CardJson.person(row.getString(2))))
                .list();
        return owners;
    }

    /** One at a time of a tenant: what is heard meanwhile is in the next message. */
    private void lock() {
        work.db()
                .createQuery("select 1 from (select pg_advisory_xact_lock(hashtext(:name))) as held")
                .bind("name", "notifier proposals " + work.tenant())
                .mapTo(Integer.class)
                .one();
    }
}
