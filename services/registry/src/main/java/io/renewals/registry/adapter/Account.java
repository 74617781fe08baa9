package io.renewals.registry.adapter;

import io.renewals.events.Severity;
import io.renewals.events.Terms;
import io.renewals.registry.domain.Contract;
import io.renewals.registry.domain.Ending;
import io.renewals.registry.domain.Observed;
import io.renewals.registry.domain.Progress;
import io.renewals.registry.domain.State;
import io.renewals.registry.domain.Suppression;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** One account inside a transaction: its row is locked, and what is changed here is written when the {@link Book} is closed. */
public final class Account {
    final String id;
    final Instant createdAt;
    Terms terms;
    Observed observed;
    String termsSource;
    Progress progress = Progress.first();
    Instant stateSince;
    String stateDetail;
    long accountVersion = 1;
    long materialVersion = 1;
    String suppression;
    boolean suppressionHolds;
    LocalDate lastDueOn;
    LocalDate lastOfferedOn;
    Integer offeredCycleNo;
    String lastPlan;
    BigDecimal lastDiscount;
    String verdict;
    Severity severity;
    LocalDate assessedOn;
    Ending ending;

    private Cause seenToChange;
    private boolean touched;
    private boolean restated;
    private boolean materialChanged;
    private boolean released;

    Account(String id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
        this.stateSince = createdAt;
    }

    public String id() {
        return id;
    }

    public Terms terms() {
        return terms;
    }

    /** When its terms were observed. */
    public Observed observed() {
        return observed;
    }

    public Progress progress() {
        return progress;
    }

    public Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }

    public Optional<LocalDate> lastDueOn() {
        return Optional.ofNullable(lastDueOn);
    }

    public boolean isOfferedThisCycle() {
        return Objects.equals(offeredCycleNo, progress.cycleNo());
    }

    public Contract contract() {
        return new Contract(
                terms.getRenewalDate(),
                terms.getAutoRenew(),
                terms.getNoticePeriodDays() == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(terms.getNoticePeriodDays()));
    }

    /** Whether price, plan, dates, people or suppression changed in this transaction. */
    public boolean isMaterialChanged() {
        return materialChanged;
    }

    /** Whether what it was held for ended in this transaction. */
    boolean isReleased() {
        return released;
    }

    /** Takes newer terms, but for fields that are known as of a later time. Terms that say the same are only remembered as seen later. */
    public void report(Terms reported, Instant observedAt, String source, Cause cause) {
        termsSource = source;
        if (terms == null) {
            take(reported, Observed.first(observedAt), cause);
        } else {
            take(Facts.with(reported, observed.later(observedAt), terms), observed.all(observedAt), cause);
        }
    }

    /** Takes single fields, but for those that are known as of a later time; the others stay as they are known. */
    public void report(Collection<String> fields, Terms reported, Instant observedAt, Cause cause) {
        Set<String> newer = new HashSet<>(fields);
        newer.removeAll(observed.later(observedAt));
        take(Facts.with(terms, newer, reported), observed.only(newer, observedAt), cause);
    }

    private void take(Terms reported, Observed at, Cause cause) {
        boolean known = terms != null;
        boolean same = known && Facts.same(terms, reported);
        terms = reported;
        observed = at;
        touched = true;
        restated = true;
        if (known && !same) {
            changeMaterially(cause);
        } else if (!known) {
            seenToChange = cause;
        }
    }

    /** A fact that makes no draft stale. */
    public void learn(Cause cause) {
        accountVersion++;
        touched = true;
        seenToChange = cause;
    }

    /** @param why nothing may be offered; empty: nothing is in the way */
    void suppress(Optional<Suppression> why, Instant now, Cause cause) {
        String reason = why.map(Suppression::reason).orElse(null);
        boolean holds = why.filter(Suppression::holds).isPresent();
        if (Objects.equals(suppression, reason) && suppressionHolds == holds) {
            return;
        }
        boolean wasHeld = progress.isHeldBySuppression();
        suppression = reason;
        suppressionHolds = holds;
        changeMaterially(cause);
        move(progress.suppressed(holds), now, null, cause);
        released = wasHeld && !progress.isHeldBySuppression();
        if (progress.isHeldBySuppression()) {
            // It may have been held before, for a limit or another case.
            stateDetail = reason;
        }
    }

    private void changeMaterially(Cause cause) {
        accountVersion++;
        materialVersion++;
        materialChanged = true;
        touched = true;
        seenToChange = cause;
    }

    /** @param detail why the account is in its state, one line; null: the state says it all */
    public void move(Progress next, Instant now, String detail, Cause cause) {
        boolean visible = next.state() != progress.state()
                || next.cycleNo() != progress.cycleNo()
                || next.revision() != progress.revision();
        if (next.state() != progress.state() || next.cycleNo() != progress.cycleNo()) {
            stateSince = now;
        }
        progress = next;
        touched = true;
        if (visible) {
            stateDetail = next.isHeldBySuppression() ? suppression : detail;
            seenToChange = cause;
        }
    }

    /** The newest verdict; older ones change nothing. */
    public void judge(String newVerdict, Severity newSeverity, LocalDate on) {
        if (assessedOn == null || !on.isBefore(assessedOn)) {
            verdict = newVerdict;
            severity = newSeverity;
            assessedOn = on;
            touched = true;
        }
    }

    /** A mail went out: remembered whatever the revision, so that a cycle never gets a second one. */
    public void offered(int cycleNo, LocalDate on, String plan, BigDecimal discount) {
        if (offeredCycleNo == null || cycleNo >= offeredCycleNo) {
            offeredCycleNo = cycleNo;
            lastOfferedOn = on;
            lastPlan = plan;
            lastDiscount = discount;
            touched = true;
        }
    }

    /** An offer that had gone out was taken back: the customer has the mail, and the cycle may have another. */
    public void takenBack(int cycleNo) {
        if (Objects.equals(offeredCycleNo, cycleNo)) {
            offeredCycleNo = null;
            touched = true;
        }
    }

    public void checkedOn(LocalDate day) {
        lastDueOn = day;
        touched = true;
    }

    /** The cycle ended, or ended otherwise than thought. The renewal date is over, so drafts made on it are void. */
    public void end(Ending how, Progress next, Instant now, String detail, Cause cause) {
        ending = how;
        restated = true;
        if (next.cycleNo() != progress.cycleNo()) {
            changeMaterially(cause);
        }
        move(next, now, detail, cause);
    }

    public State state() {
        return progress.state();
    }

    boolean isTouched() {
        return touched;
    }

    /** Whether terms or ending were set; else only its standing can have changed, which is most of what happens. */
    boolean isRestated() {
        return restated;
    }

    /** What {@code account.changed} follows from; empty: nothing that others see has changed. */
    Optional<Cause> seenToChange() {
        return Optional.ofNullable(seenToChange);
    }
}
