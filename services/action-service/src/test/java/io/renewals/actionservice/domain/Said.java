package io.renewals.actionservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.actionservice.domain.Outcome.Refused;

/** What an outcome has to be, for tests. */
final class Said {
    private Said() {}

    static Done done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return (Done) outcome;
    }

    static Refusal refused(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome).why();
    }

    /** The one problem at a field. */
    static Refusal.FieldProblem problem(Outcome outcome) {
        assertThat(refused(outcome)).isInstanceOf(Refusal.BadFields.class);
        Refusal.BadFields fields = (Refusal.BadFields) refused(outcome);
        assertThat(fields.problems()).hasSize(1);
        return fields.problems().getFirst();
    }
}
