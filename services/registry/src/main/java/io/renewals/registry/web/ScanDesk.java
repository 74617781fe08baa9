package io.renewals.registry.web;

import io.renewals.registry.adapter.ScanRows;
import io.renewals.registry.adapter.ScanRows.Scan;
import io.renewals.registry.adapter.Scans;
import io.renewals.store.Transactions;
import io.renewals.web.PageTime;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.context.ManagedExecutor;

/** Scans of the signed-in person's tenant, for API and pages alike. */
@RequestScoped
public class ScanDesk {
    private static final int SHOWN = 50;

    private final Transactions transactions;
    private final Scans scans;
    private final SignedIn signedIn;
    private final PageTime time;
    private final ManagedExecutor executor;

    @Inject
    public ScanDesk(
            Transactions transactions, Scans scans, SignedIn signedIn, PageTime time, ManagedExecutor executor) {
        this.transactions = transactions;
        this.scans = scans;
        this.signedIn = signedIn;
        this.time = time;
        this.executor = executor;
    }

    List<Scan> newest() {
        return transactions.inTenant(signedIn.tenant(), work -> ScanRows.newest(work, SHOWN));
    }

    Optional<Scan> find(String id) {
        return transactions.inTenant(signedIn.tenant(), work -> ScanRows.find(work, id));
    }

    LocalDate today() {
        return time.today();
    }

    /** Starts it and returns; should this instance end meanwhile, another takes it up. @param day null: today */
    Scan ask(LocalDate day) {
        String tenant = signedIn.tenant();
        LocalDate businessDate = day == null ? time.today() : day;
        return switch (scans.ask(tenant, businessDate, signedIn.email())) {
            case Scans.Asked.Running running -> {
                executor.execute(() -> scans.run(tenant, running.scan().scanId()));
                yield running.scan();
            }
            case Scans.Asked.Busy busy ->
                throw Problem.conflict("A scan for " + busy.other().businessDate() + " is running. Wait for its end.")
                        .raised();
            case Scans.Asked.NoRulebook none ->
                throw Problem.conflict("There is no rulebook yet, and a scan is made by its rules. Upload one first.")
                        .withType("no-rulebook")
                        .raised();
        };
    }
}
