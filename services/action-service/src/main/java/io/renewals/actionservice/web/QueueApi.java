package io.renewals.actionservice.web;

import io.renewals.actionservice.adapter.QueueStore;
import io.renewals.actionservice.adapter.QueueStore.Filter;
import io.renewals.actionservice.adapter.QueueStore.Key;
import io.renewals.actionservice.adapter.QueueStore.Row;
import io.renewals.actionservice.domain.CardState;
import io.renewals.store.Transactions;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The queue as JSON. */
@Path("/api/queue")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class QueueApi {
    static final List<String> STATUSES = Arrays.stream(CardState.Status.values())
            .map(status -> status.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final int LARGEST_PAGE = 500;

    private final Transactions transactions;
    private final SignedIn signedIn;

    @Inject
    public QueueApi(Transactions transactions, SignedIn signedIn) {
        this.transactions = transactions;
        this.signedIn = signedIn;
    }

    /**
     * @param counts number of cards by status under the same owner, tier and account
     * @param next key of the next page; null: this is the last
     */
    public record QueuePage(List<Row> cards, Map<String, Long> counts, String next) {}

    @GET
    @Operation(summary = "Cards, the nearest notice deadline first")
    public QueuePage list(
            @Parameter(
                            description =
                                    "queued, held, approved, sending, unknown, sent, skipped or stale; several with"
                                            + " commas; empty: queued, held and unknown; all: every one")
                    @RestQuery
                    Optional<String> status,
            @Parameter(description = "e-mail of the owner; me: the signed-in person") @RestQuery Optional<String> owner,
            @Parameter(description = "tier id") @RestQuery Optional<String> tier,
            @Parameter(description = "account id, or part of its name") @RestQuery Optional<String> account,
            @Parameter(description = "`next` of the page before") @RestQuery Optional<String> after,
            @Parameter(description = "1 to 500") @RestQuery @DefaultValue("50") int size) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw Problem.badRequest("size is " + size + ": ask for 1 to 500.").raised();
        }
        Optional<Key> key = present(after)
                .map(text -> Key.parse(text).orElseThrow(() -> Problem.badRequest("after is not the `next` of a page.")
                        .raised()));
        Filter filter = new Filter(
                statuses(present(status)),
                present(owner).map(who -> who.equals("me") ? signedIn.email() : who),
                present(tier),
                present(account));
        return list(filter, key, size);
    }

    QueuePage list(Filter filter, Optional<Key> after, int size) {
        return transactions.inTenant(signedIn.tenant(), work -> {
            QueueStore queue = new QueueStore(work);
            List<Row> rows = queue.page(filter, after, size + 1);
            boolean more = rows.size() > size;
            List<Row> page = more ? rows.subList(0, size) : rows;
            return new QueuePage(
                    List.copyOf(page),
                    queue.counts(filter),
                    more ? page.getLast().key().toString() : null);
        });
    }

    static List<String> statuses(Optional<String> text) {
        if (text.isEmpty()) {
            return List.of("queued", "held", "unknown");
        }
        if (text.get().equals("all")) {
            return List.of();
        }
        List<String> wanted = Arrays.stream(text.get().split(","))
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .toList();
        wanted.stream().filter(each -> !STATUSES.contains(each)).findFirst().ifPresent(unknown -> {
            throw Problem.badRequest("status '" + unknown + "' does not exist; there are " + STATUSES + " and all.")
                    .raised();
        });
        return wanted;
    }

    static Optional<String> present(Optional<String> text) {
        return text.map(String::strip).filter(each -> !each.isEmpty());
    }
}
