package io.renewals.registry.adapter;

import io.renewals.events.Offer;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What became of each offer: the furthest step known. */
final class OfferRows {
    private OfferRows() {}

    /** @param order of the step among the steps of one offer */
    record Step(
            String offerId,
            String account,
            int cycleNo,
            int revision,
            LocalDate businessDate,
            Offer offer,
            String step,
            int order,
            String actor,
            String detail) {}

    static void write(Handle db, String tenant, List<Step> steps, Instant now) {
        if (steps.isEmpty()) {
            return;
        }
        // A rewritten batch can't touch a row twice: only the furthest step of each offer goes in.
        Map<String, Step> furthest = new LinkedHashMap<>();
        steps.forEach(step ->
                furthest.merge(step.offerId(), step, (one, other) -> other.order() > one.order() ? other : one));
        write(db, tenant, furthest.values(), now);
    }

    private static void write(Handle db, String tenant, Collection<Step> steps, Instant now) {
        PreparedBatch batch = db.prepareBatch(
                """
                insert into offer (tenant, offer_id, account, cycle_no, revision, business_date, play, plan, discount_percent,
                  unit_price, currency, step, step_order, actor, detail, updated_at)
                values (:tenant, :offerId, :account, :cycleNo, :revision, :date, :play, :plan, :discount,
                  :unitPrice, :currency, :step, :order, :actor, :detail, :now)
                on conflict (tenant, offer_id) do update set play = excluded.play, plan = excluded.plan,
                  discount_percent = excluded.discount_percent, unit_price = excluded.unit_price,
                  currency = excluded.currency, step = excluded.step, step_order = excluded.step_order,
                  actor = excluded.actor, detail = excluded.detail, updated_at = excluded.updated_at
                where excluded.step_order > offer.step_order""");
        for (Step each : steps) {
            Offer offer = each.offer();
            batch.bind("tenant", tenant)
                    .bind("offerId", each.offerId())
                    .bind("account", each.account())
                    .bind("cycleNo", each.cycleNo())
                    .bind("revision", each.revision())
                    .bindBySqlType("date", each.businessDate(), Types.DATE)
                    .bind("play", offer.getPlay().name())
                    .bind("plan", offer.getProposedPlan())
                    .bind("discount", offer.getDiscountPercent())
                    .bind("unitPrice", offer.getUnitPrice())
                    .bind("currency", offer.getCurrency())
                    .bind("step", each.step())
                    .bind("order", each.order())
                    .bind("actor", each.actor())
                    .bind("detail", each.detail())
                    .bind("now", now)
                    .add();
        }
        batch.execute();
    }
}
