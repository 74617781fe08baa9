package io.renewals.actionservice.adapter;

import io.renewals.messaging.Retriable;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Slack's requests. Those that somebody waits for are written by one statement that is its own transaction, on connections of their
 * own: one way to the database and back, however slow that is, and never behind what the other connections are busy with. The
 * statement names the tenant of each row itself, so row-level security holds for each as everywhere.
 */
@ApplicationScoped
public class SlackRequests {
    private static final Duration KEPT = Duration.ofDays(1);

    private final Jdbi reserved;
    private final Jdbi shared;
    private final Clock clock;

    /** @param reserved connections that nothing else takes @param shared with everything else */
    @Inject
    public SlackRequests(@io.quarkus.agroal.DataSource("slack") DataSource reserved, DataSource shared, Clock clock) {
        this.reserved = Jdbi.create(reserved);
        this.shared = Jdbi.create(shared);
        this.clock = clock;
    }

    /**
     * A request.
     *
     * @param proof the signature over it, or the id of its envelope
     * @param click Slack's own id of it; empty: none
     * @param ticket a UUID of this very copy, so that a copy that came too late withdraws itself and never the first
     * @param asked what is decided, as JSON; empty: nothing
     */
    public record Entry(String tenant, String proof, String ticket, Optional<String> click, Optional<String> asked) {}

    /**
     * One way to the database and back: what it returns is of a known length, for before a statement whose answer could be of any the
     * driver waits until the connection is empty, which is another way.
     *
     * @return the tickets of those that were not here before
     * @throws Retriable where the database is away
     */
    public Set<String> record(List<Entry> entries) {
        return translating(() -> reserved.withHandle(db -> with(
                        entries,
                        db.createQuery(
                                """
                                insert into slack_request (tenant, signature, ticket, at, click, asked, state)
                                select set_config('app.tenant', of_tenant, true), proof, ticket, :now, nullif(click, ''),
                                    cast(nullif(asked, '') as jsonb), case when asked = '' then null else 'recorded' end
                                from unnest(:tenants, :proofs, :tickets, :clicks, :askeds)
                                    as request (of_tenant, proof, ticket, click, asked)
                                on conflict do nothing returning cast(ticket as uuid)"""))
                .bind("now", now())
                .bindArray("tenants", String.class, all(entries, Entry::tenant))
                .bindArray("askeds", String.class, all(entries, entry -> entry.asked()
                        .orElse("")))
                .mapTo(UUID.class)
                .stream()
                .map(UUID::toString)
                .collect(Collectors.toSet())));
    }

    /**
     * Makes sure that requests never take effect, whether their rows are here, or still on their way: the place of one that is not here
     * is taken, its click's too.
     *
     * @return the tickets of those that take effect all the same: they were taken up before, or another copy of them was recorded
     */
    public Set<String> withdraw(String tenant, List<Entry> entries) {
        return translating(() -> reserved.inTransaction(db -> {
            enter(db, tenant);
            with(
                            entries,
                            db.createUpdate(
                                    """
                                    insert into slack_request (tenant, signature, ticket, at, click, state, ended_at)
                                    select :tenant, proof, ticket, :now, nullif(click, ''), 'withdrawn', :now
                                    from unnest(:proofs, :tickets, :clicks) as request (proof, ticket, click)
                                    on conflict do nothing"""))
                    .bind("tenant", tenant)
                    .bind("now", now())
                    .execute();
            db.createUpdate(
                            """
                            update slack_request set state = 'withdrawn', ended_at = :now
                            where tenant = :tenant and ticket = any (:tickets) and signature = any (:proofs)
                                and state = 'recorded' and not taken_up""")
                    .bind("tenant", tenant)
                    .bind("now", now())
                    .bindArray("tickets", String.class, all(entries, Entry::ticket))
                    .bindArray("proofs", String.class, all(entries, Entry::proof))
                    .execute();
            return new HashSet<>(with(
                            entries,
                            db.createQuery(
                                    """
                                    select request.ticket
                                    from unnest(:proofs, :tickets, :clicks) as request (proof, ticket, click)
                                    where exists (select 1 from slack_request as known
                                        where known.tenant = :tenant and known.state in ('recorded', 'done')
                                            and (known.signature = request.proof or known.click = nullif(request.click, '')))"""))
                    .bind("tenant", tenant)
                    .mapTo(String.class)
                    .list());
        }));
    }

    private <S extends SqlStatement<S>> S with(List<Entry> entries, S statement) {
        return statement
                .bindArray("proofs", String.class, all(entries, Entry::proof))
                .bindArray("tickets", String.class, all(entries, Entry::ticket))
                .bindArray("clicks", String.class, all(entries, entry -> entry.click()
                        .orElse("")));
    }

    private static List<String> all(List<Entry> entries, Function<Entry, String> part) {
        return entries.stream().map(part).toList();
    }

    /** Carried out or refused: not to be taken up again. */
    public void done(String tenant, String proof) {
        translating(() -> shared.inTransaction(db -> {
            enter(db, tenant);
            return db.createUpdate(
                            """
                            update slack_request set state = 'done', ended_at = :now
                            where tenant = :tenant and signature = :proof and state = 'recorded'""")
                    .bind("tenant", tenant)
                    .bind("proof", proof)
                    .bind("now", now())
                    .execute();
        }));
    }

    /**
     * What was recorded as long ago and is not carried out yet; this caller has it to itself for as long again, and from then on it can't
     * be withdrawn any more. Old rows are forgotten on the way.
     *
     * @param except tickets that are left alone
     */
    public List<Entry> claimOpen(String tenant, Duration age, Set<String> except) {
        Instant now = now();
        return translating(() -> shared.inTransaction(db -> {
            enter(db, tenant);
            db.createUpdate(
                            """
                            delete from slack_request where tenant = :tenant and at < :before
                            and state is distinct from 'recorded'""")
                    .bind("tenant", tenant)
                    .bind("before", now.minus(KEPT))
                    .execute();
            return db.createQuery(
                            """
                            update slack_request set at = :now, taken_up = true where tenant = :tenant and signature in (
                                select signature from slack_request
                                where tenant = :tenant and state = 'recorded' and at < :before
                                    and ticket <> all (:except)
                                order by at limit 100 for update skip locked)
                            returning signature, ticket, asked::text""")
                    .bind("tenant", tenant)
                    .bind("now", now)
                    .bind("before", now.minus(age))
                    .bindArray("except", String.class, List.copyOf(except))
                    .map((row, context) -> new Entry(
                            tenant,
                            row.getString(1),
                            row.getString(2),
                            Optional.empty(),
                            Optional.ofNullable(row.getString(3))))
                    .list();
        }));
    }

    private static void enter(Handle db, String tenant) {
        db.createQuery("select set_config('app.tenant', :tenant, true)")
                .bind("tenant", tenant)
                .mapTo(String.class)
                .one();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private interface Body<R> {
        R run();
    }

    private static <R> R translating(Body<R> body) {
        try {
            return body.run();
        } catch (JdbiException e) {
            throw Transactions.isPassing(e) ? new Retriable("database: " + e.getMessage(), e) : e;
        }
    }
}
