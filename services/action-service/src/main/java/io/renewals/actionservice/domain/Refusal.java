package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.CardState.Decision;
import java.time.LocalDate;
import java.util.List;

/** Why a command took no effect; each says what a person can do about it. */
public sealed interface Refusal {
    /** Stable, for programs. */
    default String code() {
        return switch (this) {
            case AlreadyDecided refusal -> "already-decided";
            case IsStale refusal -> "stale";
            case IsHeld refusal -> "held";
            case OtherText refusal -> "other-text";
            case OtherRevision refusal -> "other-revision";
            case NotYours refusal -> "not-yours";
            case ReadOnly refusal -> "read-only";
            case BadFields refusal -> "refused";
            case CannotUndo refusal -> "cannot-undo";
            case NotInDoubt refusal -> "not-in-doubt";
            case IsExpired refusal -> "expired";
            case NotAnApprover refusal -> "not-an-approver";
            case NothingAsked refusal -> "nothing-asked";
            case NotThisWay refusal -> "not-this-way";
        };
    }

    /** The card went another way before. @param what "sent", "skipped", … in the past tense */
    record AlreadyDecided(Decision by, String what) implements Refusal {}

    record IsStale(String reason) implements Refusal {}

    record IsHeld(CardState.Held held) implements Refusal {}

    /** The text shown to this person is not the text that stands now. */
    record OtherText() implements Refusal {}

    record OtherRevision(int shown, int current) implements Refusal {}

    record NotYours(String ownerName, String ownerEmail) implements Refusal {}

    record ReadOnly() implements Refusal {}

    /** Something entered can't be accepted. @param problems at least one */
    record BadFields(List<FieldProblem> problems) implements Refusal {
        public BadFields {
            problems = List.copyOf(problems);
        }
    }

    record CannotUndo(String why) implements Refusal {}

    /** Only a card whose mail is in doubt can be resolved. */
    record NotInDoubt() implements Refusal {}

    /** Its notice deadline is over. */
    record IsExpired(LocalDate deadline) implements Refusal {}

    /** Only the approvers decide on an exception, and never who asked for it. @param approvers names of those who may */
    record NotAnApprover(String why, List<String> approvers) implements Refusal {
        public NotAnApprover {
            approvers = List.copyOf(approvers);
        }
    }

    /** There is no open request for an exception. */
    record NothingAsked() implements Refusal {}

    /** What a person came with does not let them decide here, such as a link of a mail. @param why one clause */
    record NotThisWay(String why) implements Refusal {}

    /** @param field subject, text, plan, discount, reason, note, until or owner */
    record FieldProblem(String field, String problem, String advice) {}
}
