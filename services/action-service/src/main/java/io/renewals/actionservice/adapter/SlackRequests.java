package io.renewals.actionservice.adapter;

import io.renewals.messaging.Retriable;
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
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Slack's requests, each written by one statement that is its own transaction: one way to the database and back, however slow that is.
 * The statement names its tenant itself, so row-level security holds as everywhere.
 */
@ApplicationScoped
public class SlackRequests {
    private static final Duration KEPT = Duration.ofDays(1);

    private final Jdbi jdbi;
    private final Clock clock;

    @Inject
    public SlackRequests(DataSource dataSource, Clock clock) {
        this.jdbi = Jdbi.create(dataSource);
        this.clock = clock;
    }

    /**
     * A request.
     *
     * @param proof the signature over it, or the id of its envelope
     * @param click Slack's own id of it; empty: none
     * @param ticket of this very copy, so that a copy that came too late withdraws itself and never the first
     * @param asked what is decided, as JSON; empty: nothing
     */
    public record Entry(String tenant, String proof, String ticket, Optional<String> click, Optional<String> asked) {}

    /** @return the tickets of those that were not here before. @throws Retriable where the database is away */
    public Set<String> record(String tenant, List<Entry> entries) {
        return translating(() -> jdbi.withHandle(db -> new HashSet<>(db.createQuery(
                        """
                        insert into slack_request (tenant, signature, ticket, at, click, asked, state)
                        select set_config('app.tenant', :tenant, true), proof, ticket, :now, nullif(click, ''),
                            cast(nullif(asked, '') as jsonb), case when asked = '' then null else 'recorded' end
                        from unnest(:proofs, :tickets, :clicks, :askeds) as request (proof, ticket, click, asked)
                        on conflict do nothing returning ticket""")
                .bind("tenant", tenant)
                .bind("now", now())
                .bindArray(
                        "proofs",
                        String.class,
                        entries.stream().map(Entry::proof).toList())
                .bindArray(
                        "tickets",
                        String.class,
                        entries.stream().map(Entry::ticket).toList())
                .bindArray(
                        "clicks",
                        String.class,
                        entries.stream().map(entry -> entry.click().orElse("")).toList())
                .bindArray(
                        "askeds",
                        String.class,
                        entries.stream().map(entry -> entry.asked().orElse("")).toList())
                .mapTo(String.class)
                .list())));
    }

    /**
     * Makes sure that a request never takes effect, whether its row is here, or still on its way.
     *
     * @return false: it was carried out before
     */
    public boolean withdraw(Entry entry) {
        return translating(() -> jdbi.withHandle(db -> db.createQuery(
                        """
                                insert into slack_request (tenant, signature, ticket, at, state, ended_at)
                                values (set_config('app.tenant', :tenant, true), :proof, :ticket, :now, 'withdrawn', :now)
                                on conflict (tenant, signature) do update
                                    set state = case slack_request.state when 'recorded' then 'withdrawn'
                                        else slack_request.state end, ended_at = :now
                                    where slack_request.ticket = excluded.ticket
                                returning state""")
                .bind("tenant", entry.tenant())
                .bind("proof", entry.proof())
                .bind("ticket", entry.ticket())
                .bind("now", now())
                .mapTo(String.class)
                .findOne()
                .filter("done"::equals)
                .isEmpty()));
    }

    /** Carried out or refused: not to be taken up again. */
    public void done(String tenant, String proof) {
        translating(() -> jdbi.inTransaction(db -> {
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
     * What was recorded as long ago and is not carried out yet; this caller has it to itself for as long again. Old rows are forgotten
     * on the way.
     */
    public List<Entry> claimOpen(String tenant, Duration age) {
        Instant now = now();
        return translating(() -> jdbi.inTransaction(db -> {
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
                            update slack_request set at = :now where tenant = :tenant and signature in (
                                select signature from slack_request
                                where tenant = :tenant and state = 'recorded' and at < :before
                                order by at limit 100 for update skip locked)
                            returning signature, ticket, asked::text""")
                    .bind("tenant", tenant)
                    .bind("now", now)
                    .bind("before", now.minus(age))
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
            throw new Retriable("database: " + e.getMessage(), e);
        }
    }
}
