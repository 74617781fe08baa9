package io.renewals.registry.adapter;

import io.renewals.events.Evidence;
import io.renewals.events.EvidenceKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What was observed about accounts. */
public final class EvidenceRows {
    /** Newest observations of one metric that go into a bundle: a judgement reads the latest, a person wants to see the way there. */
    private static final int PER_METRIC = 10;

    private static final String LEARN =
            """
            insert into evidence (tenant, account, source_id, kind, metric, value, text, observed_at)
            select :tenant, account, source, kind, metric, value, words, observed
            from unnest(:accounts::text[], :sources::text[], :kinds::text[], :metrics::text[],
              (:values::text[])::numeric[], :texts::text[], (:times::text[])::timestamptz[])
              as told (account, source, kind, metric, value, words, observed)
            on conflict (tenant, account, source_id) do update set kind = excluded.kind, metric = excluded.metric,
              value = excluded.value, text = excluded.text, observed_at = excluded.observed_at
            where excluded.observed_at >= evidence.observed_at
              and (excluded.kind, excluded.metric, excluded.value, excluded.text, excluded.observed_at)
                is distinct from (evidence.kind, evidence.metric, evidence.value, evidence.text, evidence.observed_at)
            returning account, source_id""";

    private EvidenceRows() {}

    /** Of one account. */
    record Observed(String account, Evidence evidence) {}

    /** Writes what is newer than what is there, and gives back just that. */
    static Set<Observed> learn(Handle db, String tenant, List<Observed> observed) {
        Map<String, Observed> newest = new LinkedHashMap<>();
        for (Observed each : observed) {
            newest.merge(
                    key(each.account(), each.evidence().getSourceId()),
                    each,
                    (one, other) -> other.evidence()
                                    .getObservedAt()
                                    .isBefore(one.evidence().getObservedAt())
                            ? one
                            : other);
        }
        if (newest.isEmpty()) {
            return Set.of();
        }
        List<Observed> rows = List.copyOf(newest.values());
        Set<String> written = db.createQuery(LEARN)
                .bind("tenant", tenant)
                .bindArray("accounts", String.class, texts(rows, Observed::account))
                .bindArray("sources", String.class, texts(rows, each -> each.evidence()
                        .getSourceId()))
                .bindArray("kinds", String.class, texts(rows, each -> each.evidence()
                        .getKind()))
                .bindArray("metrics", String.class, texts(rows, each -> each.evidence()
                        .getMetric()))
                .bindArray("values", String.class, texts(rows, each -> each.evidence()
                        .getValue()))
                .bindArray("texts", String.class, texts(rows, each -> each.evidence()
                        .getText()))
                .bindArray("times", String.class, texts(rows, each -> each.evidence()
                        .getObservedAt()))
                .map((row, context) -> key(row.getString(1), row.getString(2)))
                .set();
        return rows.stream()
                .filter(each ->
                        written.contains(key(each.account(), each.evidence().getSourceId())))
                .collect(Collectors.toSet());
    }

    private static String key(String account, String source) {
        return account + '\u001f' + source;
    }

    private static List<String> texts(List<Observed> rows, Function<Observed, Object> field) {
        List<String> texts = new ArrayList<>(rows.size());
        for (Observed row : rows) {
            Object value = field.apply(row);
            texts.add(value == null ? null : value.toString());
        }
        return texts;
    }

    /** Everything a judgement may cite, newest first, one query for all accounts. */
    public static Map<String, List<Evidence>> bundles(Handle db, String tenant, Collection<String> accounts) {
        Map<String, List<Evidence>> bundles = new HashMap<>();
        db.createQuery(
                        """
                        select account, source_id, kind, metric, value, text, observed_at from (
                          select e.*, row_number() over (partition by account, metric order by observed_at desc, source_id) as place
                          from evidence e where tenant = :tenant and account = any (:accounts)) as ranked
                        where place <= :most order by account, observed_at desc, source_id""")
                .bind("tenant", tenant)
                .bindArray("accounts", String.class, List.copyOf(accounts))
                .bind("most", PER_METRIC)
                .map((row, context) -> new Observed(row.getString("account"), read(row)))
                .forEach(each -> bundles.computeIfAbsent(each.account(), account -> new ArrayList<>())
                        .add(each.evidence()));
        return bundles;
    }

    /** A 1/0 metric that says yes. @param source the first observation that said so since the last one that said no */
    record Raised(String source, Instant at) {}

    private record RaisedOf(String account, String metric, Raised raised) {}

    /** By account and metric; what is not raised is not in it. Of equal instants the higher source id is the later, as in a judgement. */
    static Map<String, Map<String, Raised>> raised(
            Handle db, String tenant, Collection<String> accounts, Collection<String> metrics) {
        Map<String, Map<String, Raised>> raised = new HashMap<>();
        db.createQuery(
                        """
                        select distinct on (e.account, e.metric) e.account, e.metric, e.source_id, e.observed_at from evidence e
                        where e.tenant = :tenant and e.account = any (:accounts) and e.metric = any (:metrics) and e.value > 0
                          and not exists (select 1 from evidence later where later.tenant = e.tenant
                            and later.account = e.account and later.metric = e.metric and later.value <= 0
                            and (later.observed_at, later.source_id collate "C") > (e.observed_at, e.source_id collate "C"))
                        order by e.account, e.metric, e.observed_at, e.source_id collate "C" asc""")
                .bind("tenant", tenant)
                .bindArray("accounts", String.class, List.copyOf(accounts))
                .bindArray("metrics", String.class, List.copyOf(metrics))
                .map((row, context) -> new RaisedOf(
                        row.getString("account"),
                        row.getString("metric"),
                        new Raised(row.getString("source_id"), AccountRows.instant(row, "observed_at"))))
                .forEach(each -> raised.computeIfAbsent(each.account(), account -> new HashMap<>())
                        .put(each.metric(), each.raised()));
        return raised;
    }

    private static Evidence read(ResultSet row) throws SQLException {
        return Evidence.newBuilder()
                .setSourceId(row.getString("source_id"))
                .setKind(EvidenceKind.valueOf(row.getString("kind")))
                .setMetric(row.getString("metric"))
                .setValue(row.getBigDecimal("value"))
                .setText(row.getString("text"))
                .setObservedAt(AccountRows.instant(row, "observed_at"))
                .build();
    }
}
