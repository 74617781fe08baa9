package io.renewals.actionservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState.Status;
import io.renewals.actionservice.domain.Command;
import io.renewals.actionservice.domain.Refusal;
import io.renewals.events.Action;
import io.renewals.events.OfferActioned;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.stack.Database;
import io.renewals.stack.MailServer;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Discounts above the cap, asked for, granted and refused, as rows, mails and events. A company of its own, with two approvers. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "action-service"))
@QuarkusTestResource(Surroundings.class)
class ExceptionsTest {
    private static final String TENANT = "hooli";

    private static boolean rulesPublished;

    TestTopics topics;
    Database database;
    MailServer mail;
    UnreliableMail mailPath;

    @Inject
    CardDesk desk;

    @Inject
    Rulebooks rulebooks;

    private CardSteps cards;

    @BeforeEach
    void rules() {
        mailPath.passOnTo(mail.port());
        cards = new CardSteps(TENANT, topics, database, desk);
        if (!rulesPublished) {
            cards.publishRules(1, "approvers: [ada]", "approvers: [ada, tom]");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> rulebooks.inForce(TENANT).isPresent());
            rulesPublished = true;
        }
    }

    @Test
    void grantedByASecondPersonItIsSentAtTheWiderDiscount() {
        // Given a request of the owner's that the approver sees
        String offer = cards.queue("granted");
        cards.done(offer, ask(offer, "18"), "maria");
        assertThat(desk.exceptions(TENANT, cards.person("ada")))
                .extracting(card -> card.dossier().offerId())
                .contains(offer);
        assertThat(desk.exceptions(TENANT, cards.person("maria"))).isEmpty();
        assertThat(cards.refused(offer, new Command.GrantException(1, ""), "maria"))
                .isInstanceOf(Refusal.NotAnApprover.class);

        // When the approver grants it and the owner approves the text as it then stands
        Card granted = cards.done(offer, new Command.GrantException(1, "for a reference"), "ada");
        cards.done(offer, cards.approve(offer), "maria");

        // Then it leaves, and everything is on the record
        assertThat(granted.message().textBody()).contains("$72.98 per seat per month, 18% off");
        cards.awaitStatus(offer, Status.SENT);
        OfferActioned asked = cards.actioned(offer, Action.EXCEPTION_REQUESTED);
        assertThat(asked.getTell()).extracting(owner -> owner.getId()).containsExactly("ada", "tom");
        assertThat(asked.getException().getApprovalsGiven()).isZero();
        OfferActioned event = cards.actioned(offer, Action.EXCEPTION_GRANTED);
        assertThat(event.getException().getDiscountPercent()).isEqualByComparingTo("18");
        assertThat(event.getException().getRequestedBy()).isEqualTo("maria@hooli.example");
        assertThat(event.getOffer().getCapPercent()).isEqualByComparingTo("18");
        assertThat(event.getOwner().getId()).isEqualTo("maria");
        assertThat(event.getActor()).isEqualTo("ada@hooli.example");
    }

    @Test
    void untilItIsGrantedOnlyTheOldTextIsApproved() {
        String offer = cards.queue("not-yet");
        cards.done(offer, ask(offer, "18"), "maria");

        Card approved = cards.done(offer, cards.approve(offer), "maria");

        assertThat(approved.offer().discountPercent()).isEqualByComparingTo("10");
        assertThat(cards.refused(offer, new Command.GrantException(1, ""), "ada"))
                .isInstanceOf(Refusal.AlreadyDecided.class);
    }

    @Test
    void aRefusedRequestIsOnTheRecordWithItsReason() {
        String offer = cards.queue("refused-ask");
        cards.done(offer, ask(offer, "18"), "tom");

        Card refused = cards.done(offer, new Command.RefuseException(1, "not this year"), "ada");

        assertThat(refused.exception()).isEmpty();
        OfferActioned event = cards.actioned(offer, Action.EXCEPTION_REFUSED);
        assertThat(event.getReason()).isEqualTo("not this year");
        assertThat(event.getException().getRequestedBy()).isEqualTo("tom@hooli.example");
        assertThat(event.getTell()).extracting(owner -> owner.getId()).containsExactly("tom");
    }

    @Test
    void anUndoneGrantIsGoneFromTheRowToo() throws SQLException {
        String offer = cards.queue("ungranted");
        cards.done(offer, ask(offer, "18"), "maria");
        cards.done(offer, new Command.GrantException(1, ""), "ada");
        assertThat(cards.count("card where offer_id = '" + offer + "' and cap_percent = 18"))
                .isOne();

        Card undone = cards.done(offer, new Command.Undo(Optional.empty()), "ada");

        assertThat(undone.openException()).isPresent();
        assertThat(cards.count("card where offer_id = '" + offer + "' and cap_percent = 15 and discount_percent = 10"))
                .isOne();
    }

    @Test
    void theDatabaseRefusesADiscountAboveTheGrantedOne() {
        String offer = cards.queue("check");
        cards.done(offer, ask(offer, "18"), "maria");
        cards.done(offer, new Command.GrantException(1, ""), "ada");

        assertThatThrownBy(() -> cards.sql(
                        "update card set offer = jsonb_set(offer, '{discountPercent}', '18.01') where offer_id = '"
                                + offer + "'"))
                .hasMessageContaining("card_at_or_under_cap");
    }

    @Test
    void whatAProvisoRefusesIsNotDone() {
        String offer = cards.queue("proviso");

        CardDesk.Answer answer = desk.decide(
                TENANT,
                offer,
                cards.approve(offer),
                cards.person("maria"),
                Optional.empty(),
                (work, card) -> Optional.of(new Refusal.NotThisWay("the link was used")));

        assertThat(answer)
                .isEqualTo(new CardDesk.Answer.Decided(new io.renewals.actionservice.domain.Outcome.Refused(
                        new Refusal.NotThisWay("the link was used"))));
        assertThat(cards.card(offer).status()).isEqualTo(Status.QUEUED);
    }

    private Command ask(String offer, String discount) {
        return new Command.AskException(
                1, cards.card(offer).message().sha256(), "business", new BigDecimal(discount), "they had it last year");
    }
}
