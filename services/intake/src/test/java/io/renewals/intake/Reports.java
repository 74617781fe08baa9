package io.renewals.intake;

import io.renewals.events.BillingPeriod;
import io.renewals.events.Evidence;
import io.renewals.events.EvidenceKind;
import io.renewals.events.Outcome;
import io.renewals.events.OutcomeReported;
import io.renewals.events.SignalReported;
import io.renewals.events.Terms;
import io.renewals.events.TermsReported;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Reports as an outside system sends them. */
final class Reports {
    static final Instant EARLIER = Instant.now().minusSeconds(3_600).truncatedTo(ChronoUnit.MICROS);

    private Reports() {}

    static TermsReported terms(String tenant, String account) {
        return TermsReported.newBuilder()
                .setTenant(tenant)
                .setAccount(account)
                .setTerms(Terms.newBuilder()
                        .setAccountName("  Cafe\u0301 Bayside ")
                        .setPlan("pro")
                        .setTier("mid")
                        .setQuantity(24)
                        .setUnitPrice(new BigDecimal("49.0000"))
                        .setCurrency("usd")
                        .setBillingPeriod(BillingPeriod.MONTHLY)
                        .setTermMonths(12)
                        .setRenewalDate(LocalDate.now().plusDays(40))
                        .setContactEmail("Jo@BAYSIDE.example")
                        .build())
                .setObservedAt(EARLIER)
                .setSourceId("crm:deal:1")
                .build();
    }

    static SignalReported signal(String tenant, String account) {
        return SignalReported.newBuilder()
                .setTenant(tenant)
                .setAccount(account)
                .setSignal(Evidence.newBuilder()
                        .setSourceId("usage:2026-10")
                        .setKind(EvidenceKind.USAGE)
                        .setMetric("utilisation")
                        .setValue(new BigDecimal("92.5000"))
                        .setText(null)
                        .setObservedAt(EARLIER)
                        .build())
                .build();
    }

    static OutcomeReported churned(String tenant, String account) {
        return OutcomeReported.newBuilder()
                .setTenant(tenant)
                .setAccount(account)
                .setOutcome(Outcome.CHURNED)
                .setEffectiveDate(LocalDate.now())
                .setNextRenewalDate(null)
                .setNote("moved to a competitor")
                .setObservedAt(EARLIER)
                .setSourceId("crm:close:1")
                .build();
    }
}
