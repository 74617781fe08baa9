package io.renewals.actionservice.proposals.domain;

import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.actionservice.domain.Person;
import io.renewals.actionservice.domain.Refusal.FieldProblem;
import io.renewals.actionservice.domain.Written;
import io.renewals.actionservice.proposals.domain.Terms.Change;
import io.renewals.rulebook.Rulebook;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A person's decision on a proposal.
 *
 * @param known the account's terms now
 * @param digest SHA-256 of a text, lower-case hex
 */
public record Deciding(
        Terms known, Responsible responsible, Rulebook rulebook, Instant now, UnaryOperator<String> digest) {
    /** A person's wish. */
    public sealed interface Wish permits Accept, Refuse {}

    /** @param sha256 of the changes that were shown @param typed in place of what is proposed; empty: as proposed */
    public record Accept(String sha256, Map<Field, String> typed) implements Wish {}

    public record Refuse(String reason) implements Wish {}

    public Ruling decide(Proposal proposal, Wish wish, Person person) {
        Optional<Ruling.Against> against = responsible.against(person, rulebook).or(() -> closed(proposal));
        if (against.isPresent()) {
            return against.get();
        }
        Decision by = new Decision(person.email(), person.name(), person.surface(), now);
        return switch (wish) {
            case Accept accept -> accept(proposal, accept, by);
            case Refuse refuse -> refuse(proposal, refuse, by);
        };
    }

    /** Why nobody can decide on it any more; empty: it is open. */
    static Optional<Ruling.Against> closed(Proposal proposal) {
        return switch (proposal.state()) {
            case Proposal.Open open -> Optional.empty();
            case Proposal.Accepted accepted -> Optional.of(new Ruling.AlreadyDecided(accepted.by(), "accepted"));
            case Proposal.Refused refused -> Optional.of(new Ruling.AlreadyDecided(refused.by(), "refused"));
            case Proposal.Superseded newer -> Optional.of(new Ruling.Outdated("a newer proposal took its place"));
            case Proposal.Stale stale ->
                Optional.of(new Ruling.Outdated(
                        stale.isTakenBack()
                                ? "what it was read from does not say so any more"
                                : "the account has become so meanwhile"));
        };
    }

    /** What stands for the changes in a decision, so that nobody accepts others than were shown. */
    public static String seal(Proposal proposal, Terms known, UnaryOperator<String> digest) {
        StringBuilder text = new StringBuilder(proposal.id());
        for (Change change : proposal.changes(known)) {
            text.append('\n')
                    .append(change.field().key())
                    .append('\t')
                    .append(change.before().orElse(""))
                    .append('\t')
                    .append(change.after().orElse(""));
        }
        return digest.apply(text.toString());
    }

    private Ruling accept(Proposal proposal, Accept accept, Decision by) {
        if (!seal(proposal, known, digest).equals(accept.sha256())) {
            return new Ruling.OtherChanges();
        }
        Terms proposed = proposal.onto(known);
        TypedTerms typed = new TypedTerms(rulebook, LocalDate.ofInstant(now, rulebook.zone()));
        Terms wanted = proposed.with(typed.read(accept.typed(), proposed));
        if (!typed.problems().isEmpty()) {
            return new Ruling.BadFields(typed.problems());
        }
        List<Change> changes = known.changesTo(wanted);
        if (changes.isEmpty()) {
            return new Ruling.BadFields(List.of(new FieldProblem(
                    Field.RENEWAL_DATE.key(),
                    "leaves the account as it is",
                    "refuse the proposal, if nothing shall change")));
        }
        boolean edited = !wanted.equals(proposed);
        return new Ruling.Decided(proposal.in(new Proposal.Accepted(by, changes, edited)), Optional.of(wanted));
    }

    private Ruling refuse(Proposal proposal, Refuse refuse, Decision by) {
        List<FieldProblem> problems = new ArrayList<>();
        String reason = Written.required("reason", refuse.reason(), "say in a few words why it is wrong", problems);
        return problems.isEmpty()
                ? new Ruling.Decided(
                        proposal.in(new Proposal.Refused(by, reason, proposal.changes(known))), Optional.empty())
                : new Ruling.BadFields(problems);
    }
}
