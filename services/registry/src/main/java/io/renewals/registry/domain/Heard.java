package io.renewals.registry.domain;

import java.time.LocalDate;

/** What the registry hears about one offer, from several topics and so in any order. */
public sealed interface Heard {
    int cycleNo();

    int revision();

    /** @param offered true: a decision follows */
    record Assessed(int cycleNo, int revision, LocalDate businessDate, boolean offered) implements Heard {}

    record Decided(int cycleNo, int revision) implements Heard {}

    record Drafted(int cycleNo, int revision) implements Heard {}

    record Queued(int cycleNo, int revision) implements Heard {}

    /** Tripped a limit and waits for a person. */
    record HeldBack(int cycleNo, int revision) implements Heard {}

    record Actioned(int cycleNo, int revision, CardAction action) implements Heard {}
}
