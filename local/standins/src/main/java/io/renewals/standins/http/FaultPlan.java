package io.renewals.standins.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the next calls shall suffer, as a test asked for it: the first fault whose filter fits a call is used up by one.
 *
 * @param <M> the stand-in's fault modes
 */
public final class FaultPlan<M extends Enum<M>> {
    /** Stands for "until reset" in {@link Fault#calls}. */
    public static final int UNTIL_RESET = -1;

    /**
     * One entry of the plan.
     *
     * @param calls how many calls it still hits, or {@link #UNTIL_RESET}
     * @param target the method or model id it is limited to; empty for all
     * @param millis how long a stall lasts, or the Retry-After; 0 where the mode needs none
     * @param detail the mode's own argument, such as an error code; may be empty
     */
    public record Fault<M>(M mode, int calls, String target, long millis, String detail) {
        Fault<M> usedOnce() {
            return calls == UNTIL_RESET ? this : new Fault<>(mode, calls - 1, target, millis, detail);
        }
    }

    private final List<Fault<M>> faults = new ArrayList<>();
    private CountDownLatch stalled = new CountDownLatch(1);

    public synchronized void add(Fault<M> fault) {
        if (fault.calls() != 0) {
            faults.add(fault);
        }
    }

    /** Takes the fault for a call, if one is due. */
    public synchronized Optional<Fault<M>> next(String target) {
        for (int at = 0; at < faults.size(); at++) {
            Fault<M> fault = faults.get(at);
            if (fault.target().isEmpty() || fault.target().equals(target)) {
                Fault<M> left = fault.usedOnce();
                if (left.calls() == 0) {
                    faults.remove(at);
                } else {
                    faults.set(at, left);
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    public synchronized List<Fault<M>> pending() {
        return List.copyOf(faults);
    }

    /** Forgets every fault and lets the calls go on that are stalled now. */
    public synchronized void reset() {
        faults.clear();
        stalled.countDown();
        stalled = new CountDownLatch(1);
    }

    /** Holds the calling thread for the time given, or until {@link #reset}. */
    public void stall(long millis) throws InterruptedException {
        CountDownLatch released;
        synchronized (this) {
            released = stalled;
        }
        released.await(millis, TimeUnit.MILLISECONDS);
    }
}
