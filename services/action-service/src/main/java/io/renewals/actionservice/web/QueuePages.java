package io.renewals.actionservice.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.renewals.actionservice.adapter.QueueStore;
import io.renewals.actionservice.adapter.QueueStore.Filter;
import io.renewals.actionservice.adapter.QueueStore.Key;
import io.renewals.actionservice.adapter.QueueStore.Row;
import io.renewals.rulebook.Tier;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.store.Transactions;
import io.renewals.web.PageLinks;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** The queue as a page: first what is in doubt, then what is held, then what waits for a decision. */
@Path("/queue")
@Blocking
public class QueuePages {
    private static final int PAGE = 50;
    private static final int SECTION = 20;

    private final Transactions transactions;
    private final Rulebooks rulebooks;
    private final SignedIn signedIn;
    private final Template page;

    @Inject
    public QueuePages(
            Transactions transactions,
            Rulebooks rulebooks,
            SignedIn signedIn,
            @Location("action/queue") Template page) {
        this.transactions = transactions;
        this.rulebooks = rulebooks;
        this.signedIn = signedIn;
        this.page = page;
    }

    /** A headed list of the page. @param total number of cards behind it, whether shown or not */
    public record Section(String title, String lead, List<Row> rows, long total, String more) {
        public boolean isCut() {
            return total > rows.size();
        }
    }

    /** The filters as they stand in the form. */
    public record Chosen(String status, String owner, String tier, String account) {
        public boolean isAny() {
            return !(status + owner + tier + account).isEmpty();
        }
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance show(
            @RestQuery Optional<String> status,
            @RestQuery Optional<String> owner,
            @RestQuery Optional<String> tier,
            @RestQuery Optional<String> account,
            @RestQuery Optional<String> after) {
        Chosen chosen = new Chosen(text(status), text(owner), text(tier), text(account));
        Optional<Key> key = QueueApi.present(after).map(each -> Key.parse(each)
                .orElseThrow(() -> Problem.badRequest("This link to a page of the queue is cut.")
                        .raised()));
        String wanted = chosen.status().isEmpty() ? "queued" : chosen.status();
        Filter filter = new Filter(
                QueueApi.statuses(Optional.of(wanted)),
                QueueApi.present(owner).map(who -> who.equals("me") ? signedIn.email() : who),
                QueueApi.present(tier),
                QueueApi.present(account));
        return transactions.inTenant(signedIn.tenant(), work -> {
            QueueStore queue = new QueueStore(work);
            Map<String, Long> counts = queue.counts(filter);
            List<Row> rows = queue.page(filter, key, PAGE + 1);
            boolean more = rows.size() > PAGE;
            List<Row> shown = more ? List.copyOf(rows.subList(0, PAGE)) : rows;
            boolean start = chosen.status().isEmpty() && key.isEmpty();
            return page.data("rows", shown)
                    .data("sections", start ? sections(queue, filter, counts) : List.of())
                    .data("statuses", QueueApi.STATUSES)
                    .data("counts", counts)
                    .data("queuedCount", counts.getOrDefault("queued", 0L))
                    .data("chosen", chosen)
                    .data("heading", chosen.status().isEmpty() ? "Waiting for a decision" : heading(chosen.status()))
                    .data("owners", queue.owners())
                    .data("tiers", tiers())
                    .data("links", links(chosen, after, more ? Optional.of(shown.getLast()) : Optional.empty()));
        });
    }

    private List<Section> sections(QueueStore queue, Filter filter, Map<String, Long> counts) {
        return List.of(
                section(
                        queue,
                        filter,
                        counts,
                        "unknown",
                        "In doubt",
                        "Whether these mails left can't be known. Find out, and say whether each arrived."),
                section(
                        queue,
                        filter,
                        counts,
                        "held",
                        "Held",
                        "Against a limit. Edit them into the rules, or let them go without an offer."));
    }

    private static Section section(
            QueueStore queue, Filter filter, Map<String, Long> counts, String status, String title, String lead) {
        long total = counts.getOrDefault(status, 0L);
        Filter only = new Filter(List.of(status), filter.owner(), filter.tier(), filter.account());
        List<Row> rows = total == 0 ? List.of() : queue.page(only, Optional.empty(), SECTION);
        return new Section(title, lead, rows, total, "/queue?status=" + status);
    }

    private List<Tier> tiers() {
        return rulebooks
                .inForce(signedIn.tenant())
                .map(rules -> rules.rulebook().tiers())
                .orElse(List.of());
    }

    private static PageLinks links(Chosen chosen, Optional<String> after, Optional<Row> last) {
        return PageLinks.of(
                "/queue",
                Map.of(
                        "status", chosen.status(),
                        "owner", chosen.owner(),
                        "tier", chosen.tier(),
                        "account", chosen.account()),
                QueueApi.present(after),
                last.map(row -> row.key().toString()));
    }

    private static String heading(String status) {
        return switch (status) {
            case "unknown" -> "In doubt";
            case "all" -> "All cards";
            case "queued" -> "Waiting for a decision";
            default -> io.renewals.web.Wording.label(status);
        };
    }

    private static String text(Optional<String> value) {
        return QueueApi.present(value).orElse("");
    }
}
