package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.CardState.Decision;
import java.time.LocalDate;
import java.util.List;

/** Why a command took no effect; each says what a person can do about it. */
public sealed interface Refusal {
    /** Stable, for programs. */
    String code();

    /** The card went another way before. @param what "sent", "skipped", … in the past tense */
    record AlreadyDecided(Decision by, String what) implements Refusal {
        @Override
        public String code() {
            return "already-decided";
        }
    }

    record IsStale(String reason) implements Refusal {
        @Override
        public String code() {
            return "stale";
        }
    }

    record IsHeld(String explanation) implements Refusal {
        @Override
        public String code() {
            return "held";
        }
    }

    /** The text shown to this person is not the text that stands now. */
    record OtherText() implements Refusal {
        @Override
        public String code() {
            return "other-text";
        }
    }

    record OtherRevision(int shown, int current) implements Refusal {
        @Override
        public String code() {
            return "other-revision";
        }
    }

    record NotYours(String ownerName, String ownerEmail) implements Refusal {
        @Override
        public String code() {
            return "not-yours";
        }
    }

    record ReadOnly() implements Refusal {
        @Override
        public String code() {
            return "read-only";
        }
    }

    /** Something entered can't be accepted. @param problems at least one */
    record BadFields(List<FieldProblem> problems) implements Refusal {
        public BadFields {
            problems = List.copyOf(problems);
        }

        @Override
        public String code() {
            return "refused";
        }
    }

    record CannotUndo(String why) implements Refusal {
        @Override
        public String code() {
            return "cannot-undo";
        }
    }

    /** Only a card whose mail is in doubt can be resolved. */
    record NotInDoubt() implements Refusal {
        @Override
        public String code() {
            return "not-in-doubt";
        }
    }

    /** Nobody decided before the notice deadline. */
    record IsExpired(LocalDate deadline) implements Refusal {
        @Override
        public String code() {
            return "expired";
        }
    }

    /** Only the approvers decide on an exception, and never who asked for it. @param approvers names of those who may */
    record NotAnApprover(String why, List<String> approvers) implements Refusal {
        public NotAnApprover {
            approvers = List.copyOf(approvers);
        }

        @Override
        public String code() {
            return "not-an-approver";
        }
    }

    /** There is no open request for an exception. */
    record NothingAsked() implements Refusal {
        @Override
        public String code() {
            return "nothing-asked";
        }
    }

    /** What a person came with does not let them decide here, such as a link of a mail. @param why one clause */
    record NotThisWay(String why) implements Refusal {
        @Override
        public String code() {
            return "not-this-way";
        }
    }

    /** @param field subject, text, plan, discount, reason, note, until or owner */
    record FieldProblem(String field, String problem, String advice) {}
}
