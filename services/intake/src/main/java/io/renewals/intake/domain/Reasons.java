package io.renewals.intake.domain;

import java.util.ArrayList;
import java.util.List;

/** Collects everything wrong with one report, so that its sender can put all of it right at once. */
public final class Reasons {
    private final List<Reason> found = new ArrayList<>();

    public void add(String field, String problem, String advice) {
        found.add(new Reason(field, problem, advice));
    }

    /** A field that was refused once is not refused again for what follows from the first reason. */
    public boolean has(String field) {
        return found.stream().anyMatch(reason -> reason.field().equals(field));
    }

    public List<Reason> list() {
        return List.copyOf(found);
    }

    /** The value where nothing was found, else all that was. */
    <T> Checked<T> orAccept(java.util.function.Supplier<T> value) {
        return found.isEmpty() ? new Checked.Accepted<>(value.get()) : new Checked.Refused<>(list());
    }
}
