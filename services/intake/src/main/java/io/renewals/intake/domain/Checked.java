package io.renewals.intake.domain;

import java.util.List;
import java.util.function.Function;

/** The outcome of a check: the normalised facts, or every reason against them. */
public sealed interface Checked<T> permits Checked.Accepted, Checked.Refused {
    record Accepted<T>(T value) implements Checked<T> {}

    /** @param reasons at least one, in the order of the fields */
    record Refused<T>(List<Reason> reasons) implements Checked<T> {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    default <R> Checked<R> map(Function<T, R> change) {
        return switch (this) {
            case Accepted<T> accepted -> new Accepted<>(change.apply(accepted.value()));
            case Refused<T> refused -> new Refused<>(refused.reasons());
        };
    }
}
