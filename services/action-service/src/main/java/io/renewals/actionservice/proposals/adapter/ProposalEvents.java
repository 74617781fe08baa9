package io.renewals.actionservice.proposals.adapter;

import io.renewals.actionservice.proposals.domain.Field;
import io.renewals.actionservice.proposals.domain.Proposal;
import io.renewals.actionservice.proposals.domain.Terms;
import io.renewals.events.AccountProposed;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.BillingPeriod;
import io.renewals.events.Lane;
import io.renewals.events.ProposalActioned;
import io.renewals.messaging.Ids;
import io.renewals.messaging.Poison;
import io.renewals.messaging.Received;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Proposals and decisions as events have them. */
public final class ProposalEvents {
    private static final int PRICE_DECIMALS = 4;

    private ProposalEvents() {}

    /** @throws Poison where it speaks of a field that no contract has */
    public static Proposal proposal(Received<AccountProposed> event) {
        AccountProposed body = event.body();
        return new Proposal(
                body.getProposalId(),
                body.getAccount(),
                event.id(),
                body.getCorrelationId(),
                body.getLane().name(),
                body.getOrigin(),
                terms(body.getTerms()),
                fields(body),
                body.getConfidence(),
                event.envelope().time(),
                new Proposal.Open());
    }

    private static Set<Field> fields(AccountProposed body) {
        if (body.getFields().isEmpty()) {
            return EnumSet.allOf(Field.class);
        }
        return body.getFields().stream()
                .map(key -> Field.of(key).orElseThrow(() -> new Poison("proposes " + key + ", which no contract has")))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Field.class)));
    }

    public static Terms terms(io.renewals.events.Terms terms) {
        Map<Field, Object> all = new EnumMap<>(Field.class);
        put(all, Field.ACCOUNT_NAME, terms.getAccountName());
        put(all, Field.PLAN, terms.getPlan());
        put(all, Field.TIER, terms.getTier());
        put(all, Field.QUANTITY, terms.getQuantity());
        put(all, Field.UNIT_PRICE, Terms.price(terms.getUnitPrice()));
        put(all, Field.CURRENCY, terms.getCurrency());
        put(all, Field.BILLING_PERIOD, terms.getBillingPeriod());
        put(all, Field.TERM_MONTHS, terms.getTermMonths());
        put(all, Field.CONTRACT_START, terms.getContractStart());
        put(all, Field.RENEWAL_DATE, terms.getRenewalDate());
        put(all, Field.NOTICE_PERIOD_DAYS, terms.getNoticePeriodDays());
        put(all, Field.AUTO_RENEW, terms.getAutoRenew());
        put(all, Field.CONTACT_NAME, terms.getContactName());
        put(all, Field.CONTACT_EMAIL, terms.getContactEmail());
        put(all, Field.OWNER_EMAIL, terms.getOwnerEmail());
        Map<Field, String> texts = new EnumMap<>(Field.class);
        all.forEach((field, value) -> texts.put(field, value.toString()));
        return new Terms(texts);
    }

    private static void put(Map<Field, Object> all, Field field, Object value) {
        if (value != null) {
            all.put(field, value);
        }
    }

    static io.renewals.events.Terms terms(Terms terms) {
        return io.renewals.events.Terms.newBuilder()
                .setAccountName(text(terms, Field.ACCOUNT_NAME))
                .setPlan(text(terms, Field.PLAN))
                .setTier(text(terms, Field.TIER))
                .setQuantity(Integer.parseInt(text(terms, Field.QUANTITY)))
                .setUnitPrice(new BigDecimal(text(terms, Field.UNIT_PRICE)).setScale(PRICE_DECIMALS))
                .setCurrency(text(terms, Field.CURRENCY))
                .setBillingPeriod(BillingPeriod.valueOf(text(terms, Field.BILLING_PERIOD)))
                .setTermMonths(Integer.parseInt(text(terms, Field.TERM_MONTHS)))
                .setContractStart(terms.contractStart().orElse(null))
                .setRenewalDate(LocalDate.parse(text(terms, Field.RENEWAL_DATE)))
                .setNoticePeriodDays(terms.get(Field.NOTICE_PERIOD_DAYS)
                        .map(Integer::valueOf)
                        .orElse(null))
                .setAutoRenew(Boolean.parseBoolean(text(terms, Field.AUTO_RENEW)))
                .setContactName(text(terms, Field.CONTACT_NAME))
                .setContactEmail(text(terms, Field.CONTACT_EMAIL))
                .setOwnerEmail(text(terms, Field.OWNER_EMAIL))
                .build();
    }

    private static String text(Terms terms, Field field) {
        return terms.get(field).orElse(null);
    }

    /** @param after accepted or refused @param terms to take over; null where it was refused */
    static ProposalActioned actioned(String tenant, Proposal after, Terms terms) {
        ProposalActioned.Builder event = ProposalActioned.newBuilder()
                .setTenant(tenant)
                .setAccount(after.account())
                .setCorrelationId(after.correlationId())
                .setCausationId(after.eventId())
                .setProposalId(after.id())
                .setTerms(terms == null ? null : terms(terms))
                .setLane(lane(after.lane()))
                .setOrigin(after.origin());
        return switch (after.state()) {
            case Proposal.Accepted accepted ->
                event.setAccepted(true)
                        .setActor(accepted.by().actor())
                        .setAt(accepted.by().at())
                        .setReason(null)
                        .setFields(accepted.changes().stream()
                                .map(change -> change.field().key())
                                .toList())
                        .build();
            case Proposal.Refused refused ->
                event.setAccepted(false)
                        .setActor(refused.by().actor())
                        .setAt(refused.by().at())
                        .setReason(refused.reason())
                        .build();
            case Proposal.Open open -> throw undecided(after);
            case Proposal.Superseded newer -> throw undecided(after);
            case Proposal.Stale stale -> throw undecided(after);
        };
    }

    /** What became of one that nobody decided on. @param after superseded or stale @param causationId ce_id of what overtook it */
    static ActivityRecorded closed(String tenant, Proposal after, String causationId, Instant at) {
        Map<String, String> details = new HashMap<>(Map.of("proposal", after.id(), "lane", after.lane()));
        String why =
                switch (after.state()) {
                    case Proposal.Superseded newer -> {
                        details.put("newer", newer.by());
                        yield "a newer one took its place";
                    }
                    case Proposal.Stale stale ->
                        stale.isTakenBack()
                                ? "what it was read from does not say so any more"
                                : "the account has become so without it";
                    case Proposal.Open open -> throw notOvertaken(after);
                    case Proposal.Accepted accepted -> throw notOvertaken(after);
                    case Proposal.Refused refused -> throw notOvertaken(after);
                };
        return ActivityRecorded.newBuilder()
                .setTenant(tenant)
                .setAccount(after.account())
                .setCorrelationId(after.correlationId())
                .setCausationId(causationId)
                .setKind("proposal-closed")
                .setActor("action-service")
                .setSummary("proposal from " + after.origin() + " closed: " + why)
                .setDetails(details)
                .setAt(at)
                .build();
    }

    private static IllegalStateException notOvertaken(Proposal proposal) {
        return new IllegalStateException("proposal " + proposal.id() + " was not overtaken");
    }

    private static IllegalStateException undecided(Proposal proposal) {
        return new IllegalStateException("nobody decided on proposal " + proposal.id());
    }

    private static Lane lane(String name) {
        return Arrays.stream(Lane.values())
                .filter(lane -> lane.name().equals(name))
                .findFirst()
                .orElse(Lane.UNKNOWN);
    }

    /** Lower-case hex. */
    public static String sha256(String text) {
        return Ids.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
