package io.renewals.registry.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.events.FactorTerm;
import io.renewals.events.RenewalAssessed;
import java.io.UncheckedIOException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Appends to the diaries; nothing here changes or deletes an entry. */
final class DiaryRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String APPEND =
            """
            insert into diary (tenant, account, entry, on_date, kind, cycle_no, revision, offer_id, verdict, severity, score,
              factors, citations, abstain, no_offer_code, paragraph, written_at)
            values (:tenant, :account, :entry, :on, :kind, :cycleNo, :revision, :offerId, :verdict, :severity, :score,
              cast(:factors as jsonb), :citations, :abstain, :noOfferCode, :paragraph, :now) on conflict do nothing""";

    private DiaryRows() {}

    /** @param entry id of the event it comes from */
    record Verdict(String entry, RenewalAssessed assessed) {}

    /** An outcome, or what the clock found. */
    record Remark(
            String account, String entry, LocalDate on, String kind, int cycleNo, int revision, String paragraph) {}

    static void append(Handle db, List<Verdict> verdicts, Instant now) {
        if (verdicts.isEmpty()) {
            return;
        }
        PreparedBatch batch = db.prepareBatch(APPEND);
        for (Verdict each : verdicts) {
            RenewalAssessed assessed = each.assessed();
            batch.bind("tenant", assessed.getTenant())
                    .bind("account", assessed.getAccount())
                    .bind("entry", each.entry())
                    .bind("on", assessed.getBusinessDate())
                    .bind("kind", "verdict")
                    .bind("cycleNo", assessed.getCycleNo())
                    .bind("revision", assessed.getRevision())
                    .bind("offerId", assessed.getOfferId())
                    .bind("verdict", assessed.getVerdict().name())
                    .bind("severity", assessed.getSeverity().name())
                    .bind("score", assessed.getScore())
                    .bind("factors", factors(assessed.getFactors()))
                    .bindArray("citations", String.class, assessed.getCitations())
                    .bind("abstain", assessed.getAbstainReason())
                    .bind("noOfferCode", assessed.getNoOfferCode())
                    .bind("paragraph", assessed.getReason())
                    .bind("now", now)
                    .add();
        }
        batch.execute();
    }

    static void remark(Handle db, String tenant, List<Remark> remarks, Instant now) {
        if (remarks.isEmpty()) {
            return;
        }
        PreparedBatch batch = db.prepareBatch(APPEND);
        for (Remark each : remarks) {
            batch.bind("tenant", tenant)
                    .bind("account", each.account())
                    .bind("entry", each.entry())
                    .bind("on", each.on())
                    .bind("kind", each.kind())
                    .bind("cycleNo", each.cycleNo())
                    .bind("revision", each.revision())
                    .bindNull("offerId", Types.VARCHAR)
                    .bindNull("verdict", Types.VARCHAR)
                    .bindNull("severity", Types.VARCHAR)
                    .bindNull("score", Types.NUMERIC)
                    .bindNull("factors", Types.VARCHAR)
                    .bindArray("citations", String.class, List.of())
                    .bindNull("abstain", Types.VARCHAR)
                    .bindNull("noOfferCode", Types.VARCHAR)
                    .bind("paragraph", each.paragraph())
                    .bind("now", now)
                    .add();
        }
        batch.execute();
    }

    private static String factors(List<FactorTerm> factors) {
        List<Map<String, Object>> plain = factors.stream()
                .map(term -> Map.<String, Object>of(
                        "factor", term.getFactor(),
                        "weight", term.getWeight(),
                        "score", term.getScore(),
                        "contribution", term.getContribution(),
                        "citations", term.getCitations()))
                .toList();
        try {
            return JSON.writeValueAsString(plain);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
