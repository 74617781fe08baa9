package io.renewals.registry.web;

import io.renewals.events.Evidence;
import io.renewals.events.Terms;
import io.renewals.registry.adapter.AccountHistory.Entry;
import io.renewals.registry.adapter.AccountHistory.PastOffer;
import io.renewals.registry.adapter.AccountViews;
import io.renewals.registry.domain.State;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Accounts, their states, and how long they have been in them. */
@Path("/api/accounts")
@Tag(name = "Accounts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AccountsApi {
    private final AccountDesk desk;

    @Inject
    public AccountsApi(AccountDesk desk) {
        this.desk = desk;
    }

    /** @param next for {@code after}; null: this is the end */
    public record AccountsView(List<AccountViews.Row> accounts, String next) {}

    /**
     * @param oldestSince null: no account is in it
     * @param limitSeconds how long an account may be in it; null: for good
     * @param overdue accounts past the limit
     */
    public record StateView(State state, long accounts, Instant oldestSince, Long limitSeconds, long overdue) {}

    public record SummaryView(List<StateView> states) {}

    public record TermsView(
            String accountName,
            String plan,
            String tier,
            int quantity,
            BigDecimal unitPrice,
            String currency,
            String billingPeriod,
            int termMonths,
            LocalDate contractStart,
            LocalDate renewalDate,
            Integer noticePeriodDays,
            boolean autoRenew,
            String contactName,
            String contactEmail,
            String ownerEmail) {
        static TermsView of(Terms terms) {
            return new TermsView(
                    terms.getAccountName(),
                    terms.getPlan(),
                    terms.getTier(),
                    terms.getQuantity(),
                    terms.getUnitPrice(),
                    terms.getCurrency(),
                    terms.getBillingPeriod().name(),
                    terms.getTermMonths(),
                    terms.getContractStart(),
                    terms.getRenewalDate(),
                    terms.getNoticePeriodDays(),
                    terms.getAutoRenew(),
                    terms.getContactName(),
                    terms.getContactEmail(),
                    terms.getOwnerEmail());
        }
    }

    public record EvidenceView(
            String sourceId, String kind, String metric, BigDecimal value, String text, Instant observedAt) {
        static EvidenceView of(Evidence evidence) {
            return new EvidenceView(
                    evidence.getSourceId(),
                    evidence.getKind().name(),
                    evidence.getMetric(),
                    evidence.getValue(),
                    evidence.getText(),
                    evidence.getObservedAt());
        }
    }

    /** One account, whole. Diary and offers newest first. */
    public record AccountView(
            String account,
            State state,
            Instant stateSince,
            String stateDetail,
            int cycleNo,
            int revision,
            String offerId,
            BigDecimal arr,
            String currency,
            long accountVersion,
            long materialVersion,
            String suppression,
            LocalDate requeueOn,
            LocalDate lastOffered,
            String lastPlan,
            BigDecimal lastDiscountPercent,
            LocalDate lastCheckedOn,
            TermsView terms,
            List<EvidenceView> evidence,
            List<Entry> diary,
            List<PastOffer> offers,
            List<DeadApi.LetterView> attention) {
        static AccountView of(AccountDesk.Sheet sheet) {
            AccountViews.Detail detail = sheet.account();
            AccountViews.Row row = detail.row();
            return new AccountView(
                    row.account(),
                    row.state(),
                    row.stateSince(),
                    row.stateDetail(),
                    row.cycleNo(),
                    row.revision(),
                    row.offerId(),
                    row.arr(),
                    row.currency(),
                    detail.accountVersion(),
                    detail.materialVersion(),
                    detail.suppression(),
                    detail.requeueOn(),
                    detail.lastOffered(),
                    detail.lastPlan(),
                    detail.lastDiscount(),
                    detail.lastCheckedOn(),
                    TermsView.of(detail.terms()),
                    sheet.evidence().stream().map(EvidenceView::of).toList(),
                    sheet.diary(),
                    sheet.offers(),
                    sheet.attention().stream().map(DeadApi.LetterView::of).toList());
        }
    }

    @GET
    @Operation(
            summary = "Accounts by id",
            description = "q: part of name or id; state: one state; live=true: those with a card or about to have one;"
                    + " after: next of the page before; limit: at most 500")
    public AccountsView list(
            @RestQuery String q,
            @RestQuery String state,
            @RestQuery @DefaultValue("false") boolean live,
            @RestQuery String after,
            @RestQuery Integer limit) {
        AccountDesk.Page page = desk.list(q, state, live, after, limit);
        return new AccountsView(page.rows(), page.next());
    }

    @GET
    @Path("summary")
    @Operation(summary = "How many accounts are in each state, since when, and how many for too long")
    public SummaryView summary() {
        return new SummaryView(desk.states().stream()
                .map(count -> new StateView(
                        count.state(),
                        count.accounts(),
                        count.oldest(),
                        count.limit().map(limit -> limit.toSeconds()).orElse(null),
                        count.overdue()))
                .toList());
    }

    @GET
    @Path("{account}")
    @Operation(summary = "One account: terms, state, evidence, diary, offers, dead letters")
    public AccountView one(@RestPath String account) {
        return AccountView.of(desk.sheet(account));
    }
}
