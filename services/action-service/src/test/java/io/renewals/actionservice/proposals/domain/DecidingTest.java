package io.renewals.actionservice.proposals.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.domain.Dossier.CardOwner;
import io.renewals.actionservice.domain.Person;
import io.renewals.actionservice.domain.Refusal.FieldProblem;
import io.renewals.actionservice.proposals.domain.Deciding.Accept;
import io.renewals.actionservice.proposals.domain.Deciding.Refuse;
import io.renewals.actionservice.proposals.domain.Terms.Change;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.yaml.ReadResult;
import io.renewals.rulebook.yaml.RulebookYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecidingTest {
    private static final Instant NOW = Instant.parse("2026-11-21T15:00:00Z");
    private static final Rulebook RULEBOOK = rulebook();
    private static final UnaryOperator<String> DIGEST = text -> Integer.toHexString(text.hashCode());
    private static final Person MARIA = person("maria", true, false);
    private static final Person TOM = person("tom", true, false);
    private static final Person ADA = person("ada", true, true);
    private static final Person OTTO = person("otto", false, false);

    private static final Terms KNOWN = new Terms(Map.of(
            Field.ACCOUNT_NAME, "Bayside Studio",
            Field.PLAN, "pro",
            Field.TIER, "mid",
            Field.QUANTITY, "24",
            Field.UNIT_PRICE, "49.00",
            Field.CURRENCY, "USD",
            Field.CONTRACT_START, "2026-01-11",
            Field.RENEWAL_DATE, "2027-01-11"));

    @Test
    void whatIsAcceptedIsTheAccountAsItIsNowButForWhatTheDocumentSpeaksOf() {
        Proposal proposal = proposal("2027-02-01");
        Terms since = KNOWN.with(Map.of(Field.QUANTITY, "30"));

        Ruling ruling = deciding(since).decide(proposal, accept(proposal, since, Map.of()), MARIA);

        assertThat(ruling).isInstanceOfSatisfying(Ruling.Decided.class, done -> {
            assertThat(done.terms()).contains(since.with(Map.of(Field.RENEWAL_DATE, "2027-02-01")));
            assertThat(done.after().state()).isInstanceOfSatisfying(Proposal.Accepted.class, accepted -> {
                assertThat(accepted.edited()).isFalse();
                assertThat(accepted.changes())
                        .containsExactly(
                                new Change(Field.RENEWAL_DATE, Optional.of("2027-01-11"), Optional.of("2027-02-01")));
            });
        });
    }

    @Test
    void otherChangesThanWereShownAreNotAccepted() {
        Proposal proposal = proposal("2027-02-01");
        Accept shownBefore = accept(proposal, KNOWN, Map.of());
        Terms since = KNOWN.with(Map.of(Field.RENEWAL_DATE, "2027-01-15"));

        assertThat(deciding(since).decide(proposal, shownBefore, MARIA)).isInstanceOf(Ruling.OtherChanges.class);
    }

    @Test
    void aPersonMayChangeDatePriceQuantityAndPlan() {
        Proposal proposal = proposal("2027-02-01");
        Map<Field, String> typed = Map.of(
                Field.RENEWAL_DATE, "2027-03-01",
                Field.UNIT_PRICE, "52.5",
                Field.QUANTITY, " 030 ",
                Field.PLAN, "business");

        Ruling ruling = deciding(KNOWN).decide(proposal, accept(proposal, KNOWN, typed), MARIA);

        assertThat(ruling).isInstanceOfSatisfying(Ruling.Decided.class, done -> {
            Terms terms = done.terms().orElseThrow();
            assertThat(terms.get(Field.RENEWAL_DATE)).contains("2027-03-01");
            assertThat(terms.get(Field.UNIT_PRICE)).contains("52.50");
            assertThat(terms.get(Field.QUANTITY)).contains("30");
            assertThat(terms.get(Field.PLAN)).contains("business");
            assertThat(((Proposal.Accepted) done.after().state()).edited()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "RENEWAL_DATE, next week, is no date",
        "RENEWAL_DATE, 2026-11-20, is past",
        "RENEWAL_DATE, 2099-01-01, is not plausible",
        "RENEWAL_DATE, '', is empty",
        "UNIT_PRICE, '1,200', is no price",
        "UNIT_PRICE, 0, is no price",
        "UNIT_PRICE, 1.23456, is no price",
        "QUANTITY, 0, is no number of units",
        "QUANTITY, 2.5, is no number of units",
        "PLAN, platinum, is no plan of the rulebook",
        "CONTACT_EMAIL, x@y.example, can't be changed here"
    })
    void whatCantBeIsRefusedAtItsField(Field field, String text, String problem) {
        Proposal proposal = proposal("2027-02-01");

        Ruling ruling = deciding(KNOWN).decide(proposal, accept(proposal, KNOWN, Map.of(field, text)), MARIA);

        assertThat(ruling).isInstanceOfSatisfying(Ruling.BadFields.class, bad -> {
            assertThat(bad.problems()).extracting(FieldProblem::field).containsExactly(field.key());
            assertThat(bad.problems().getFirst().problem()).isEqualTo(problem);
            assertThat(bad.problems().getFirst().advice()).isNotBlank();
        });
    }

    @Test
    void acceptingNoChangeAtAllIsRefused() {
        Proposal proposal = proposal("2027-02-01");
        Map<Field, String> asItIs = Map.of(Field.RENEWAL_DATE, "2027-01-11");

        assertThat(deciding(KNOWN).decide(proposal, accept(proposal, KNOWN, asItIs), MARIA))
                .isInstanceOf(Ruling.BadFields.class);
    }

    @Test
    void aRefusalNeedsAReason() {
        Proposal proposal = proposal("2027-02-01");

        assertThat(deciding(KNOWN).decide(proposal, new Refuse("  "), MARIA)).isInstanceOf(Ruling.BadFields.class);
        assertThat(deciding(KNOWN).decide(proposal, new Refuse("they signed for longer"), MARIA))
                .isInstanceOfSatisfying(Ruling.Decided.class, done -> {
                    assertThat(done.terms()).isEmpty();
                    assertThat(((Proposal.Refused) done.after().state()).reason())
                            .isEqualTo("they signed for longer");
                });
    }

    @Test
    void theSecondIsToldWhoDecided() {
        Proposal proposal = proposal("2027-02-01");
        Proposal decided = ((Ruling.Decided) deciding(KNOWN).decide(proposal, new Refuse("no"), MARIA)).after();

        assertThat(deciding(KNOWN).decide(decided, accept(proposal, KNOWN, Map.of()), TOM))
                .isInstanceOfSatisfying(Ruling.AlreadyDecided.class, already -> {
                    assertThat(already.by().actor()).isEqualTo("maria@acme.example");
                    assertThat(already.what()).isEqualTo("refused");
                });
    }

    @Test
    void ownerDelegateAndAdminDecideAndNobodyElse() {
        Proposal proposal = proposal("2027-02-01");
        Accept accept = accept(proposal, KNOWN, Map.of());
        Person stranger = person("eve", true, false);

        assertThat(deciding(KNOWN).decide(proposal, accept, TOM)).isInstanceOf(Ruling.Decided.class);
        assertThat(deciding(KNOWN).decide(proposal, accept, ADA)).isInstanceOf(Ruling.Decided.class);
        assertThat(deciding(KNOWN).decide(proposal, accept, stranger))
                .isInstanceOfSatisfying(
                        Ruling.NotYours.class, no -> assertThat(no.ownerEmail()).isEqualTo("maria@acme.example"));
        assertThat(deciding(KNOWN).decide(proposal, accept, OTTO)).isInstanceOf(Ruling.ReadOnly.class);
    }

    @Test
    void whoseCardItIsDecidesElseTheAccountsOwnElseTheTiers() {
        CardOwner tom = new CardOwner("tom", "Tom Becker", "tom@acme.example", null, "reassigned");
        Terms own = KNOWN.with(Map.of(Field.OWNER_EMAIL, "tom@acme.example"));
        Terms nobodys = KNOWN.with(Map.of(Field.TIER, "partner"));

        assertThat(owner(Optional.of(tom), KNOWN)).isEqualTo("tom@acme.example");
        assertThat(owner(Optional.empty(), own)).isEqualTo("tom@acme.example");
        assertThat(owner(Optional.empty(), KNOWN)).isEqualTo("maria@acme.example");
        assertThat(owner(Optional.empty(), nobodys)).isEqualTo("ada@acme.example");
    }

    private static String owner(Optional<CardOwner> card, Terms known) {
        return Responsible.of(card, known, RULEBOOK, LocalDate.of(2026, 11, 21))
                .owner()
                .email();
    }

    private static Deciding deciding(Terms known) {
        Responsible responsible = Responsible.of(Optional.empty(), known, RULEBOOK, LocalDate.of(2026, 11, 21));
        return new Deciding(known, responsible, RULEBOOK, NOW, DIGEST);
    }

    private static Accept accept(Proposal proposal, Terms known, Map<Field, String> typed) {
        return new Accept(Deciding.seal(proposal, known, DIGEST), typed);
    }

    private static Proposal proposal(String day) {
        return new Proposal(
                "p1",
                "bayside",
                "event-1",
                "corr-1",
                "CALENDAR",
                "calendar mine.ics, line 4",
                KNOWN.with(Map.of(Field.RENEWAL_DATE, day)),
                Set.of(Field.RENEWAL_DATE),
                new BigDecimal("0.9000"),
                NOW.minusSeconds(60),
                new Proposal.Open());
    }

    private static Person person(String name, boolean decides, boolean admin) {
        return new Person(name + "@acme.example", name, "web", decides, admin);
    }

    private static Rulebook rulebook() {
        try {
            String yaml = Files.readString(Path.of("../../samples/rulebook.yaml"));
            return switch (RulebookYaml.read(yaml)) {
                case ReadResult.Parsed parsed -> parsed.rulebook();
                case ReadResult.Refused refused -> throw new IllegalStateException(refused.toString());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
