package io.renewals.actionservice.domain;

import static io.renewals.actionservice.domain.Said.done;
import static io.renewals.actionservice.domain.Said.problem;
import static io.renewals.actionservice.domain.Said.refused;
import static io.renewals.actionservice.domain.Samples.MARIA;
import static io.renewals.actionservice.domain.Samples.TOM;
import static io.renewals.actionservice.domain.Samples.after;
import static io.renewals.actionservice.domain.Samples.approveAsShown;
import static io.renewals.actionservice.domain.Samples.at;
import static io.renewals.actionservice.domain.Samples.card;
import static io.renewals.actionservice.domain.Samples.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.rulebook.Rulebook;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Maria's card; Tom is her delegate and Ada her manager. Maria is away from 24 December. */
class HandOverTest {
    private static final Person MANAGER = new Person("ada@acme.example", "Ada", "web", true, false);
    private static final String MARIA_AWAY = "2026-12-24T15:00:00Z";

    @Test
    void aReassignedCardIsTheNewOwnersAndGoesOutInTheirName() {
        Done done = done(Decisions.decide(card(), to("tom"), MARIA, now()));

        assertThat(done.after().owner().email()).isEqualTo("tom@acme.example");
        assertThat(done.after().message().fromAddress()).isEqualTo("tom@acme.example");
        assertThat(done.after().message().replyTo()).isEqualTo("tom@acme.example");
        assertThat(done.after().message().isIntact(Samples.DIGEST)).isTrue();
        assertThat(done.action().tell()).extracting(Dossier.CardOwner::id).containsExactly("maria");
        assertThat(refused(Decisions.decide(done.after(), approveAsShown(card()), TOM, now())))
                .isInstanceOf(Refusal.OtherText.class);
        assertThat(Decisions.decide(done.after(), approveAsShown(done.after()), TOM, now()))
                .isInstanceOf(Done.class);
    }

    @Test
    void theLastLineWithTheOldNameIsTheSignature() {
        Message open =
                new Message("Max", "m@x.x", "s@x.x", "m@x.x", "Hi", "Max is a maximum.\nRegards,\nMax", null, "");
        Message signed =
                new Message("Max", "m@x.x", "s@x.x", "m@x.x", "Hi", open.textBody(), null, Samples.DIGEST.apply(open));

        Message handed = signed.handedOver(
                new Dossier.CardOwner("max", "Max", "m@x.x", null, "override"),
                new Dossier.CardOwner("eve", "Eve", "e@x.x", null, "reassigned"),
                Samples.DIGEST);

        assertThat(handed.textBody()).isEqualTo("Max is a maximum.\nRegards,\nEve");
    }

    @Test
    void aMessageThatWasTamperedWithIsNotMadeWholeByAReassignment() {
        Message forged =
                new Message("Maria", "maria@acme.example", "eve@evil.example", "x@x.x", "Hi", "Hi", null, "00");

        assertThat(forged.handedOver(
                        card().owner(),
                        new Dossier.CardOwner("tom", "Tom", "tom@acme.example", null, "reassigned"),
                        Samples.DIGEST))
                .isSameAs(forged);
    }

    @Test
    void theManagerReassignsAndDecidesNothingElse() {
        assertThat(Decisions.decide(card(), to("tom"), MANAGER, now())).isInstanceOf(Done.class);
        assertThat(refused(Decisions.decide(card(), approveAsShown(card()), MANAGER, now())))
                .isInstanceOf(Refusal.NotYours.class);
        Person stranger = new Person("eve@acme.example", "Eve", "web", true, false);
        assertThat(refused(Decisions.decide(card(), to("tom"), stranger, now())))
                .isEqualTo(new Refusal.NotYours("Maria Santos", "maria@acme.example"));
    }

    @Test
    void itGoesToSomebodyWhoIsThere() {
        assertThat(problem(Decisions.decide(card(), to("eve"), MARIA, now())).problem())
                .contains("nobody of the rulebook");
        assertThat(problem(Decisions.decide(card(), to("maria"), MARIA, now())).problem())
                .contains("has this card already");
        Card toms = done(Decisions.decide(card(), to("tom"), MARIA, now())).after();
        Rulebook awayAlready = Samples.rulebook("from: 2026-12-24", "from: 2026-11-20");
        assertThat(problem(Decisions.decide(toms, to("maria"), TOM, now(awayAlready)))
                        .problem())
                .contains("out of office until 1 Jan 2027");
    }

    @Test
    void whoGaveItAwayCanTakeItBackUntilSomethingElseIsDone() {
        Done given = done(Decisions.decide(card(), to("tom"), MARIA, now()));

        Done undone = done(Decisions.decide(
                given.after(), new Command.Undo(Optional.empty()), MARIA, after(given, Optional.empty())));

        assertThat(undone.after().owner()).isEqualTo(card().owner());
        assertThat(undone.after().content()).isEqualTo(card().content());
        assertThat(undone.action().tell()).extracting(Dossier.CardOwner::id).containsExactly("tom");
    }

    @Test
    void anAbsentOwnersCardGoesToTheDelegate() {
        Done moved = HandOver.rescue(card(), Optional.empty(), at(MARIA_AWAY)).orElseThrow();

        assertThat(moved.after().owner().id()).isEqualTo("tom");
        assertThat(moved.after().owner().resolvedBy()).isEqualTo("delegate");
        assertThat(moved.action().by().actor()).isEqualTo("system");
        assertThat(moved.action().reason())
                .hasValueSatisfying(why -> assertThat(why).contains("out of office until 1 Jan 2027"));
        assertThat(HandOver.rescue(moved.after(), Optional.empty(), at(MARIA_AWAY)))
                .isEmpty();
        assertThat(HandOver.rescue(card(), Optional.empty(), now())).isEmpty();
    }

    @Test
    void withTheDelegateAwayTooItGoesToTheManager() {
        Rulebook both = Samples.rulebook(
                "    delegate: maria\n",
                "    delegate: maria\n    out_of_office: [{from: 2026-12-20, to: 2027-01-10}]\n");

        Done moved = HandOver.rescue(card(), Optional.empty(), under(both)).orElseThrow();

        assertThat(moved.after().owner().id()).isEqualTo("ada");
        assertThat(moved.after().owner().resolvedBy()).isEqualTo("manager");
    }

    @Test
    void aDepartedOwnersCardGoesToWhoStoodInForThemAndElseToTheAdmin() {
        Rulebook without = withoutMaria();

        assertThat(HandOver.rescue(card(), Optional.of(Samples.RULEBOOK), now(without))
                        .orElseThrow()
                        .after()
                        .owner()
                        .id())
                .isEqualTo("tom");
        Done fallen = HandOver.rescue(card(), Optional.empty(), now(without)).orElseThrow();
        assertThat(fallen.after().owner().resolvedBy()).isEqualTo("admin-fallback");
        assertThat(fallen.action().reason())
                .hasValueSatisfying(why -> assertThat(why).contains("no longer among"));
    }

    @Test
    void anOwnerNamedByTheAccountAloneIsNotTakenForDeparted() {
        Dossier.CardOwner unlisted = new Dossier.CardOwner("zoe", "zoe", "zoe@acme.example", null, "override");

        assertThat(HandOver.whyMoved(unlisted, Optional.empty(), Samples.RULEBOOK, now().today()))
                .isEmpty();
    }

    @Test
    void anOwnerWhomTheAccountStillNamesAfterTheyLeftIsDeparted() {
        Rulebook without = withoutMaria();
        Dossier.CardOwner left = new Dossier.CardOwner("maria", "maria", "maria@acme.example", null, "override");

        assertThat(HandOver.whyMoved(
                        left,
                        Optional.of(Samples.RULEBOOK),
                        without,
                        now(without).today()))
                .hasValueSatisfying(why -> assertThat(why).contains("no longer among"));
    }

    private static Command to(String owner) {
        return new Command.Reassign(2, owner, Optional.empty());
    }

    private static Circumstances under(Rulebook rulebook) {
        return new Circumstances(
                rulebook, Instant.parse(MARIA_AWAY), Samples.DIGEST, Optional.empty(), Optional.empty(), Ground.FIRM);
    }

    private static Rulebook withoutMaria() {
        return Samples.rulebook(
                """
                  - id: maria
                    name: Maria Santos
                    email: maria@acme.example
                    slack_id: U0MARIA
                    delegate: tom
                    manager: ada
                    out_of_office:
                      - {from: 2026-12-24, to: 2027-01-01}
                """,
                "",
                "default_owner: maria",
                "default_owner: tom",
                "delegate: maria",
                "delegate: ada");
    }
}
