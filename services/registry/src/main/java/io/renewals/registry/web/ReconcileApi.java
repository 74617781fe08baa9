package io.renewals.registry.web;

import io.renewals.registry.adapter.ReconcileRows;
import io.renewals.registry.adapter.ReconcileRows.Difference;
import io.renewals.registry.adapter.ReconcileRows.Run;
import io.renewals.registry.adapter.Reconciler;
import io.renewals.store.Transactions;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The book held against the cards. */
@Path("/api/reconcile")
@Tag(name = "Reconcile")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ReconcileApi {
    private final Transactions transactions;
    private final Reconciler reconciler;
    private final SignedIn signedIn;

    @Inject
    public ReconcileApi(Transactions transactions, Reconciler reconciler, SignedIn signedIn) {
        this.transactions = transactions;
        this.reconciler = reconciler;
        this.signedIn = signedIn;
    }

    /**
     * @param compared accounts and cards looked at
     * @param overdue differences that have lasted for more than 15 minutes
     * @param failure why the cards could not be read; null: they were
     */
    public record RunView(
            String id, Instant startedAt, int compared, int overdue, String failure, List<Difference> differences) {}

    @GET
    @Operation(summary = "The newest run")
    public RunView newest() {
        return transactions.inTenant(signedIn.tenant(), work -> ReconcileRows.newest(work)
                .map(run -> view(run, ReconcileRows.differences(work)))
                .orElseThrow(() -> Problem.notFound("There was no run yet. POST /api/reconcile makes one.")
                        .raised()));
    }

    @POST
    @RolesAllowed(SignedIn.ADMIN)
    @Operation(summary = "Reconcile now")
    public RunView now() {
        Run run = reconciler.run(signedIn.tenant());
        return view(run, transactions.inTenant(signedIn.tenant(), ReconcileRows::differences));
    }

    private static RunView view(Run run, List<Difference> differences) {
        return new RunView(
                run.runId(),
                run.startedAt(),
                run.compared(),
                run.overdue(),
                run.failure(),
                run.failure() == null ? differences : List.of());
    }
}
