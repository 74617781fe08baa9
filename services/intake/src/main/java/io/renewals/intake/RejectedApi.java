package io.renewals.intake;

import io.renewals.intake.adapter.Rejections;
import io.renewals.store.Transactions;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Refusals for programs. */
@Path("/api/rejected")
@Blocking
public class RejectedApi {
    private final Transactions transactions;
    private final Rejections rejections;
    private final SignedIn signedIn;

    @Inject
    public RejectedApi(Transactions transactions, Rejections rejections, SignedIn signedIn) {
        this.transactions = transactions;
        this.rejections = rejections;
        this.signedIn = signedIn;
    }

    /** @param next what to give as {@code after} for the page that follows; empty: there is none */
    public record Page(List<Rejections.Row> rejections, Optional<Long> next) {}

    /** Newest first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Page list(
            @RestQuery Optional<String> account,
            @RestQuery Optional<String> lane,
            @RestQuery Optional<String> after,
            @RestQuery Optional<Integer> limit) {
        RejectionQuery query = RejectionQuery.of(account, lane, after, limit);
        List<Rejections.Row> rows = transactions.inTenant(
                signedIn.tenant(),
                work -> rejections.page(work, query.account(), query.lane(), query.before(), query.limit() + 1));
        boolean more = rows.size() > query.limit();
        List<Rejections.Row> page = more ? rows.subList(0, query.limit()) : rows;
        return new Page(page, more ? Optional.of(page.getLast().seq()) : Optional.empty());
    }
}
