package io.renewals.registry.digest.domain;

import io.renewals.registry.domain.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Accounts as a book would have them. */
final class Books {
    static final Period WEEK = Period.endingOn(Period.Kind.WEEKLY, LocalDate.of(2026, 12, 7));
    static final Instant OPENS = Instant.parse("2026-11-30T12:00:00Z");
    static final Instant IN_WEEK = OPENS.plusSeconds(3_600);
    static final Person MARIA = person("maria");
    static final Person TOM = person("tom");
    static final Person ADA = person("ada");
    static final List<Person> ALL = List.of(MARIA, TOM, ADA);

    private Books() {}

    static Person person(String id) {
        return new Person(
                id,
                id.substring(0, 1).toUpperCase() + id.substring(1),
                id + "@acme.example",
                Optional.empty(),
                "rulebook");
    }

    static Standing standing(String account, State state, Person owner) {
        return new Standing(
                account,
                "Name of " + account,
                state,
                IN_WEEK,
                "",
                new BigDecimal("1200.0000"),
                "USD",
                LocalDate.of(2027, 1, 15),
                Optional.empty(),
                false,
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                owner,
                false);
    }

    static Standing since(Standing of, Instant since) {
        return changed(
                of,
                since,
                of.currency(),
                of.cameBack(),
                of.suppression(),
                of.judged(),
                of.scoreBefore(),
                of.fellBack());
    }

    static Standing in(Standing of, String currency) {
        return changed(
                of,
                of.since(),
                currency,
                of.cameBack(),
                of.suppression(),
                of.judged(),
                of.scoreBefore(),
                of.fellBack());
    }

    static Standing cameBack(Standing of) {
        return changed(
                of, of.since(), of.currency(), true, of.suppression(), of.judged(), of.scoreBefore(), of.fellBack());
    }

    static Standing suppressed(Standing of, String why) {
        return changed(
                of,
                of.since(),
                of.currency(),
                of.cameBack(),
                Optional.of(why),
                of.judged(),
                of.scoreBefore(),
                of.fellBack());
    }

    static Standing fellBack(Standing of) {
        return changed(
                of, of.since(), of.currency(), of.cameBack(), of.suppression(), of.judged(), of.scoreBefore(), true);
    }

    /** @param before null: it was not judged then */
    static Standing judged(Standing of, String severity, String score, String before) {
        Standing.Verdict verdict = new Standing.Verdict(
                LocalDate.of(2026, 12, 7), severity, new BigDecimal(score), "usage fell", List.of("usage:1", "bill:2"));
        return changed(
                of,
                of.since(),
                of.currency(),
                of.cameBack(),
                of.suppression(),
                Optional.of(verdict),
                Optional.ofNullable(before).map(BigDecimal::new),
                of.fellBack());
    }

    private static Standing changed(
            Standing of,
            Instant since,
            String currency,
            boolean cameBack,
            Optional<String> suppression,
            Optional<Standing.Verdict> judged,
            Optional<BigDecimal> before,
            boolean fellBack) {
        return new Standing(
                of.account(),
                of.name(),
                of.state(),
                since,
                of.detail(),
                of.arr(),
                currency,
                of.renewalDate(),
                of.card(),
                cameBack,
                suppression,
                of.inWindow(),
                judged,
                before,
                of.owner(),
                fellBack);
    }

    static List<Digest> week(Standing... standings) {
        return WeeklyDigest.of(WEEK, OPENS, List.of(standings), ALL, ADA);
    }

    static Digest of(List<Digest> digests, Person person) {
        return digests.stream()
                .filter(digest -> digest.recipient().equals(person))
                .findFirst()
                .orElseThrow();
    }

    static Digest.Section section(Digest digest, String id) {
        return digest.sections().stream()
                .filter(section -> section.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
