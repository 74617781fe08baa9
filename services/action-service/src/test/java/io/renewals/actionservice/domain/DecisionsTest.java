package io.renewals.actionservice.domain;

import static io.renewals.actionservice.domain.Said.done;
import static io.renewals.actionservice.domain.Said.refused;
import static io.renewals.actionservice.domain.Samples.MARIA;
import static io.renewals.actionservice.domain.Samples.approveAsShown;
import static io.renewals.actionservice.domain.Samples.card;
import static io.renewals.actionservice.domain.Samples.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.domain.Outcome.Done;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What may be approved and sent, by whom, under which rules and facts. */
class DecisionsTest {
    @Test
    void approvalBindsTheTextThatWasShown() {
        Done done = done(Decisions.decide(card(), approveAsShown(card()), MARIA, now()));

        assertThat(done.after().status()).isEqualTo(CardState.Status.APPROVED);
        assertThat(done.action().messageId()).contains("<offer-1.1@renewals.host>");
    }

    @Test
    void anotherTextIsNotApproved() {
        assertThat(refused(Decisions.decide(card(), new Command.Approve("00", 2), MARIA, now())))
                .isInstanceOf(Refusal.OtherText.class);
    }

    @Test
    void anotherRevisionIsNotApproved() {
        Command approve = new Command.Approve(card().message().sha256(), 1);

        assertThat(refused(Decisions.decide(card(), approve, MARIA, now()))).isEqualTo(new Refusal.OtherRevision(1, 2));
    }

    @Test
    void aMessageThatDoesNotMatchItsDigestIsHeld() {
        Card card = card();
        Message forged = new Message(
                "x",
                "x@x.x",
                "evil@evil.example",
                "x@x.x",
                card.message().subject(),
                card.message().textBody(),
                null,
                card.message().sha256());
        Card changed = new Card(
                card.dossier(),
                Optional.empty(),
                card.drafted(),
                new Content(card.offer(), forged),
                card.state(),
                Optional.empty(),
                0,
                0);

        assertThat(done(Decisions.decide(changed, approveAsShown(card), MARIA, now()))
                        .after()
                        .status())
                .isEqualTo(CardState.Status.HELD);
    }

    @Test
    void aCapLoweredSinceHoldsTheCardWithTheReason() {
        Done done = done(Decisions.decide(card(), approveAsShown(card()), MARIA, now(Samples.tightened())));

        assertThat(done.after().state()).isInstanceOfSatisfying(CardState.Held.class, held -> {
            assertThat(held.limit()).isEqualTo("cap");
            assertThat(held.explanation()).contains("8%", "Mid-market");
        });
    }

    @Test
    void theSecondDecisionIsToldWhoWasFirst() {
        Card approved = done(Decisions.decide(card(), approveAsShown(card()), MARIA, now()))
                .after();

        assertThat(refused(Decisions.decide(approved, approveAsShown(card()), Samples.ADA, now())))
                .isInstanceOfSatisfying(
                        Refusal.AlreadyDecided.class,
                        decided -> assertThat(decided.by().actorName()).isEqualTo("Maria"));
    }

    @Test
    void onlyOwnerDelegateAndAdminAct() {
        Person stranger = new Person("eve@acme.example", "Eve", "web", true, false);

        assertThat(refused(Decisions.decide(card(), approveAsShown(card()), stranger, now())))
                .isEqualTo(new Refusal.NotYours("Maria Santos", "maria@acme.example"));
        assertThat(refused(Decisions.decide(card(), approveAsShown(card()), Samples.OTTO, now())))
                .isInstanceOf(Refusal.ReadOnly.class);
        assertThat(Decisions.decide(card(), approveAsShown(card()), Samples.TOM, now()))
                .isInstanceOf(Done.class);
        assertThat(Decisions.decide(card(), approveAsShown(card()), Samples.ADA, now()))
                .isInstanceOf(Done.class);
    }

    @Test
    void onFactsThatHaveChangedNothingIsApprovedNorSent() {
        assertThat(refused(Decisions.decide(card(), approveAsShown(card()), MARIA, Samples.outdated(Optional.empty()))))
                .isInstanceOf(Refusal.IsStale.class);
        Card approved = done(Decisions.decide(card(), approveAsShown(card()), MARIA, now()))
                .after();
        assertThat(Sends.claim(approved, approved.message().sha256(), Samples.outdated(Optional.empty())))
                .isInstanceOfSatisfying(
                        Sends.Claim.HeldBack.class,
                        back -> assertThat(back.held().after().status()).isEqualTo(CardState.Status.STALE));
    }

    @Test
    void afterTheTenantsLastDayNothingIsDecidedEvenBeforeTheSweepComes() {
        Circumstances lastMoment = Samples.at("2026-12-21T04:59:59Z");
        Circumstances over = Samples.at("2026-12-21T05:00:00Z");

        assertThat(Decisions.decide(card(), approveAsShown(card()), MARIA, lastMoment))
                .isInstanceOf(Done.class);
        assertThat(refused(Decisions.decide(card(), approveAsShown(card()), MARIA, over)))
                .isEqualTo(new Refusal.IsExpired(card().dossier().noticeDeadline()));
        assertThat(refused(Decisions.decide(
                        card(), new Command.Skip(2, "already_churned", Optional.empty()), MARIA, over)))
                .isInstanceOf(Refusal.IsExpired.class);
    }

    @Test
    void anApprovedMailLeavesUntilTheTenantsLastDayIsOverAndThenExpiresSayingWhoHadApprovedIt() {
        Card approved = done(Decisions.decide(card(), approveAsShown(card()), MARIA, now()))
                .after();
        String sha256 = approved.message().sha256();

        assertThat(Sends.claim(approved, sha256, Samples.at("2026-12-21T04:59:59Z")))
                .isInstanceOf(Sends.Claim.Begun.class);
        assertThat(Sends.claim(approved, sha256, Samples.at("2026-12-21T05:00:00Z")))
                .isInstanceOfSatisfying(Sends.Claim.HeldBack.class, back -> {
                    assertThat(back.held().action().kind()).isEqualTo(CardAction.Kind.EXPIRED);
                    assertThat(back.held().action().by().actor()).isEqualTo("system");
                    assertThat(back.held().after().state())
                            .isInstanceOfSatisfying(CardState.Expired.class, expired -> assertThat(
                                            expired.note().orElseThrow())
                                    .contains("Maria had approved it"));
                });
    }

    @Test
    void aCapLoweredBetweenApprovalAndSendHoldsTheMail() {
        Card approved = done(Decisions.decide(card(), approveAsShown(card()), MARIA, now()))
                .after();

        assertThat(Sends.claim(approved, approved.message().sha256(), now(Samples.tightened())))
                .isInstanceOf(Sends.Claim.HeldBack.class);
        assertThat(Sends.claim(approved, "other", now())).isInstanceOf(Sends.Claim.HeldBack.class);
        assertThat(Sends.claim(card(), card().message().sha256(), now())).isInstanceOf(Sends.Claim.NotApproved.class);
    }
}
