package io.renewals.e2e.product;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.events.OfferDrafted;
import io.renewals.schemas.Topics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;

/** Drafts that no rulebook leads to, as drafter could have written them: what it wrote for another card, for a customer without one. */
public final class Drafts {
    private final Books books;
    private final OfferDrafted model;

    /** @param model a card whose draft went the usual way */
    public Drafts(Books books, Card model) {
        this.books = books;
        this.model = books.outside()
                .topics()
                .awaitOne(Topics.OFFER_DRAFTED, OfferDrafted.class, seen -> seen.value()
                        .getOfferId()
                        .equals(model.offerId()))
                .value();
    }

    /** At twice the tier's cap. @param customer known, and due nothing */
    public Card overTheCap(Customer customer) {
        OfferDrafted draft = of(customer);
        draft.getOffer().setDiscountPercent(new BigDecimal("30.00"));
        draft.getOffer()
                .setUnitPrice(draft.getOffer()
                        .getListUnitPrice()
                        .multiply(new BigDecimal("0.70"))
                        .setScale(4, RoundingMode.HALF_EVEN));
        return published(customer, draft);
    }

    /** As if it had waited all the time. @param deadline a day that is over */
    public Card leftUntilAfter(LocalDate deadline, Customer customer) {
        OfferDrafted draft = of(customer);
        draft.setNoticeDeadline(deadline);
        return published(customer, draft);
    }

    private Card published(Customer customer, OfferDrafted draft) {
        books.outside().topics().publish(Topics.OFFER_DRAFTED, customer.key(), draft);
        return books.awaitCard(customer);
    }

    private OfferDrafted of(Customer customer) {
        JsonNode account = books.account(customer);
        OfferDrafted draft = OfferDrafted.newBuilder(model).build();
        draft.setAccount(customer.account());
        draft.setTerms(customer.terms());
        draft.setCycleNo(account.path("cycleNo").asInt());
        draft.setRevision(account.path("revision").asInt());
        draft.setAccountVersion(account.path("accountVersion").asLong());
        draft.setMaterialVersion(account.path("materialVersion").asLong());
        draft.setOfferId(UUID.nameUUIDFromBytes(customer.key().getBytes(StandardCharsets.UTF_8))
                .toString());
        draft.setCorrelationId("test-" + customer.account());
        draft.setCausationId("test-" + customer.account());
        return draft;
    }
}
