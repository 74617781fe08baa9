package io.renewals.actionservice.proposals.domain;

import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.actionservice.domain.Refusal.FieldProblem;
import java.util.List;
import java.util.Optional;

/** What became of a person's wish. */
public sealed interface Ruling permits Ruling.Decided, Ruling.Against {

    /** @param terms to take over; empty: it was refused */
    record Decided(Proposal after, Optional<Terms> terms) implements Ruling {}

    /** It took no effect; each says what a person can do about it. */
    sealed interface Against extends Ruling
            permits AlreadyDecided, Outdated, NotYours, ReadOnly, BadFields, OtherChanges {
        /** Stable, for programs. */
        String code();
    }

    /** @param what accepted or refused */
    record AlreadyDecided(Decision by, String what) implements Against {
        @Override
        public String code() {
            return "already-decided";
        }
    }

    /** @param why one clause */
    record Outdated(String why) implements Against {
        @Override
        public String code() {
            return "outdated";
        }
    }

    record NotYours(String ownerName, String ownerEmail) implements Against {
        @Override
        public String code() {
            return "not-yours";
        }
    }

    record ReadOnly() implements Against {
        @Override
        public String code() {
            return "read-only";
        }
    }

    record BadFields(List<FieldProblem> problems) implements Against {
        public BadFields {
            problems = List.copyOf(problems);
        }

        @Override
        public String code() {
            return "refused";
        }
    }

    /** What would change now is not what was shown to this person. */
    record OtherChanges() implements Against {
        @Override
        public String code() {
            return "other-changes";
        }
    }
}
