package io.renewals.registry.adapter;

import io.renewals.events.Offer;
import io.renewals.store.Columns;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What became of each offer: the furthest step known. */
final class OfferRows {
    private static final String UPSERT =
            """
            insert into offer (tenant, offer_id, account, cycle_no, revision, business_date, play, plan, discount_percent,
              unit_price, currency, step, step_order, actor, detail, updated_at)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (tenant, offer_id) do update set play = excluded.play, plan = excluded.plan,
              discount_percent = excluded.discount_percent, unit_price = excluded.unit_price,
              currency = excluded.currency, step = excluded.step, step_order = excluded.step_order,
              actor = excluded.actor, detail = excluded.detail, updated_at = excluded.updated_at
            where excluded.step_order > offer.step_order""";

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
        // One statement can't touch a row twice: only the furthest step of each offer goes in.
        Map<String, Step> furthest = new LinkedHashMap<>();
        steps.forEach(step ->
                furthest.merge(step.offerId(), step, (one, other) -> other.order() > one.order() ? other : one));
        write(db, tenant, furthest.values(), now);
    }

    private static void write(Handle db, String tenant, Collection<Step> steps, Instant now) {
        Columns.of(steps)
                .with("text", step -> tenant)
                .with("text", Step::offerId)
                .with("text", Step::account)
                .with("int4", Step::cycleNo)
                .with("int4", Step::revision)
                .with("date", Step::businessDate)
                .with("text", step -> step.offer().getPlay().name())
                .with("text", step -> step.offer().getProposedPlan())
                .with("numeric", step -> step.offer().getDiscountPercent())
                .with("numeric", step -> step.offer().getUnitPrice())
                .with("text", step -> step.offer().getCurrency())
                .with("text", Step::step)
                .with("int4", Step::order)
                .with("text", Step::actor)
                .with("text", Step::detail)
                .with("timestamptz", step -> now)
                .update(db, UPSERT);
    }
}
