package io.renewals.actionservice.web;

import io.renewals.actionservice.adapter.QueueStore;
import io.renewals.actionservice.adapter.QueueStore.Filter;
import io.renewals.actionservice.adapter.QueueStore.Row;
import io.renewals.store.Transactions;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The queue as JSON. */
@Path("/api/queue")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class QueueApi {
    private static final int LARGEST_PAGE = 500;
    private static final List<String> TO_BE_DECIDED = List.of("queued", "held", "unknown");

    private final Transactions transactions;
    private final BulkApproval bulk;
    private final SignedIn signedIn;

    @Inject
    public QueueApi(Transactions transactions, BulkApproval bulk, SignedIn signedIn) {
        this.transactions = transactions;
        this.bulk = bulk;
        this.signedIn = signedIn;
    }

    /**
     * @param counts number of cards by status under the same owner, tier, play and account
     * @param next key of the next page; null: this is the last
     */
    public record QueuePage(List<Row> cards, Map<String, Long> counts, String next) {}

    public record ApproveRequest(List<BulkApproval.Wanted> cards) {}

    /** @param results in the order of the request */
    public record ApproveResults(List<BulkApproval.Result> results) {}

    @GET
    @Operation(summary = "Cards, the nearest notice deadline first unless another order is asked for")
    public QueuePage list(
            @BeanParam QueueQuery wanted,
            @Parameter(description = "1 to 500") @RestQuery @DefaultValue("50") int size) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw Problem.badRequest("size is " + size + ": ask for 1 to 500.").raised();
        }
        Filter filter = wanted.filter(signedIn.email(), TO_BE_DECIDED);
        try {
            return transactions.inTenant(signedIn.tenant(), work -> {
                QueueStore queue = new QueueStore(work);
                QueueStore.Page page = queue.page(filter, wanted.order(), wanted.key(), size);
                return new QueuePage(
                        page.rows(),
                        queue.counts(filter),
                        page.next().map(QueueStore.Key::toString).orElse(null));
            });
        } catch (QueueStore.BadKey cut) {
            throw QueueQuery.badKey();
        }
    }

    @POST
    @Path("approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Approve several cards, each exactly as its text was shown",
            description = "Each card is checked by itself and has its own result; the answer is 200 whatever they are."
                    + " Edited cards are approved one by one. At most 50.")
    public ApproveResults approve(ApproveRequest request) {
        return new ApproveResults(bulk.approve(request == null ? null : request.cards(), "api"));
    }
}
