package io.renewals.registry.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.store.Work;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What happened to one account so far, as people and programs read it: its diary and its offers. */
public final class AccountHistory {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Factor>> FACTORS = new TypeReference<>() {};
    private static final int DIARY = 60;

    private AccountHistory() {}

    /** contribution = weight x score. */
    public record Factor(
            String factor, BigDecimal weight, BigDecimal score, BigDecimal contribution, List<String> citations) {}

    /** @param kind verdict, outcome or finding */
    public record Entry(
            LocalDate on,
            String kind,
            int cycleNo,
            int revision,
            String verdict,
            String severity,
            BigDecimal score,
            List<Factor> factors,
            List<String> citations,
            String abstain,
            String noOfferCode,
            String paragraph,
            Instant writtenAt) {}

    /** The newest first. */
    public static List<Entry> diary(Work work, String account) {
        return work.db()
                .createQuery(
                        """
                        select * from diary where tenant = :tenant and account = :account
                        order by on_date desc, written_at desc limit :limit""")
                .bind("tenant", work.tenant())
                .bind("account", account)
                .bind("limit", DIARY)
                .map((row, context) -> new Entry(
                        AccountRows.date(row, "on_date"),
                        row.getString("kind"),
                        row.getInt("cycle_no"),
                        row.getInt("revision"),
                        row.getString("verdict"),
                        row.getString("severity"),
                        row.getBigDecimal("score"),
                        factors(row.getString("factors")),
                        texts(row.getArray("citations")),
                        row.getString("abstain"),
                        row.getString("no_offer_code"),
                        row.getString("paragraph"),
                        AccountRows.instant(row, "written_at")))
                .list();
    }

    /** @param step furthest step known: DECIDED, DRAFTED, QUEUED, HELD or the last action */
    public record PastOffer(
            String offerId,
            int cycleNo,
            int revision,
            LocalDate businessDate,
            String play,
            String plan,
            BigDecimal discountPercent,
            BigDecimal unitPrice,
            String currency,
            String step,
            String actor,
            String detail,
            Instant updatedAt) {}

    public static List<PastOffer> offers(Work work, String account) {
        return work.db()
                .createQuery(
                        """
                        select * from offer where tenant = :tenant and account = :account
                        order by cycle_no desc, revision desc limit 50""")
                .bind("tenant", work.tenant())
                .bind("account", account)
                .map((row, context) -> new PastOffer(
                        row.getString("offer_id"),
                        row.getInt("cycle_no"),
                        row.getInt("revision"),
                        AccountRows.date(row, "business_date"),
                        row.getString("play"),
                        row.getString("plan"),
                        row.getBigDecimal("discount_percent"),
                        row.getBigDecimal("unit_price"),
                        row.getString("currency"),
                        row.getString("step"),
                        row.getString("actor"),
                        row.getString("detail"),
                        AccountRows.instant(row, "updated_at")))
                .list();
    }

    private static List<Factor> factors(String json) {
        try {
            return json == null ? List.of() : JSON.readValue(json, FACTORS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
