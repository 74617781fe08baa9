package io.renewals.actionservice.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.Opened;
import io.renewals.actionservice.adapter.QueueStore;
import io.renewals.actionservice.adapter.QueueStore.Filter;
import io.renewals.actionservice.adapter.QueueStore.Page;
import io.renewals.actionservice.adapter.QueueStore.Row;
import io.renewals.actionservice.domain.Person;
import io.renewals.actionservice.web.BulkApproval.Wanted;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.Tier;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.store.Transactions;
import io.renewals.web.Notices;
import io.renewals.web.PageLinks;
import io.renewals.web.SignedIn;
import io.renewals.web.Wording;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** The queue as a page: first what is in doubt, then what is held, then what waits for a decision. */
@Path("/queue")
@Blocking
public class QueuePages {
    private static final int PAGE = 50;
    private static final int SECTION = 20;
    private static final String SURFACE = "web";

    private final Transactions transactions;
    private final Rulebooks rulebooks;
    private final SignedIn signedIn;
    private final Notices notices;
    private final BulkApproval bulk;
    private final CardDesk desk;
    private final Opened opened;
    private final ExceptionDesk exceptions;

    @Inject
    @Location("action/queue")
    Template page;

    @Inject
    @Location("action/queue-text")
    Template text;

    @Inject
    @Location("action/approved")
    Template approved;

    @Inject
    public QueuePages(
            Transactions transactions,
            Rulebooks rulebooks,
            SignedIn signedIn,
            Notices notices,
            BulkApproval bulk,
            CardDesk desk,
            Opened opened,
            ExceptionDesk exceptions) {
        this.transactions = transactions;
        this.rulebooks = rulebooks;
        this.signedIn = signedIn;
        this.notices = notices;
        this.bulk = bulk;
        this.desk = desk;
        this.opened = opened;
        this.exceptions = exceptions;
    }

    /** A headed list of the page. @param total number of cards behind it, whether shown or not */
    public record Section(String title, String lead, List<Row> rows, long total, String more) {
        public boolean isCut() {
            return total > rows.size();
        }
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance show(@BeanParam QueueQuery wanted) {
        QueueView view = QueueView.of(wanted);
        Filter filter = wanted.filter(signedIn.email(), List.of("queued"));
        boolean start = view.status().isEmpty() && wanted.key().isEmpty();
        // Before the transaction below: a second one inside it would hold two connections.
        List<ExceptionDesk.Request> asked = start ? exceptions.mine() : List.of();
        try {
            return transactions.inTenant(signedIn.tenant(), work -> {
                QueueStore queue = new QueueStore(work);
                Map<String, Long> counts = queue.counts(filter);
                Page found = queue.page(filter, wanted.order(), wanted.key(), PAGE);
                return page.data("rows", found.rows())
                        .data("view", view)
                        .data("sections", start ? sections(queue, filter, wanted, counts) : List.of())
                        .data("exceptions", asked)
                        .data("counts", counts)
                        .data("queuedCount", counts.getOrDefault("queued", 0L))
                        .data("owners", queue.owners())
                        .data("tiers", tiers())
                        .data("mayDecide", signedIn.mayDecide())
                        .data("links", links(wanted, found));
            });
        } catch (QueueStore.BadKey cut) {
            throw QueueQuery.badKey();
        }
    }

    /** The text of one card, to be unfolded in its row. The box to tick comes with the text, and only with it. */
    @GET
    @Path("text/{offerId}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance text(@RestPath String offerId) {
        CardDesk.Shown shown = desk.show(signedIn.tenant(), offerId).orElseThrow(Decider::noSuchCard);
        Person person = Decider.person(signedIn, SURFACE);
        opened.by(signedIn.tenant(), offerId, person);
        boolean mayAct = rulebook()
                .map(rules -> person.mayActOn(shown.card(), rules).isEmpty())
                .orElse(false);
        return text.data("card", CardView.of(shown)).data("mayAct", mayAct);
    }

    @POST
    @Path("approve")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response approve(@RestForm List<String> card) {
        List<Wanted> wanted =
                card == null ? List.of() : card.stream().map(QueuePages::wanted).toList();
        if (wanted.isEmpty()) {
            notices.warn("Nothing was approved: unfold the texts you want to approve, read them and tick them.");
            return Response.seeOther(URI.create("/queue")).build();
        }
        List<BulkApproval.Result> results = bulk.approve(wanted, SURFACE);
        long done = results.stream().filter(BulkApproval.Result::approved).count();
        return Response.ok(approved.data("results", results)
                        .data("done", done)
                        .data("refused", results.size() - done)
                        .render())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .build();
    }

    /** As the box's value has it: offer, revision and digest, with spaces between. */
    private static Wanted wanted(String value) {
        String[] parts = value.strip().split(" ");
        boolean whole = parts.length == 3 && parts[1].matches("\\d{1,6}");
        return whole ? new Wanted(parts[0], Integer.valueOf(parts[1]), parts[2]) : new Wanted(null, null, null);
    }

    private List<Section> sections(QueueStore queue, Filter filter, QueueQuery wanted, Map<String, Long> counts) {
        List<Section> sections = new ArrayList<>();
        for (Heading heading : Heading.values()) {
            long total = Arrays.stream(heading.statuses)
                    .mapToLong(status -> counts.getOrDefault(status, 0L))
                    .sum();
            if (total > 0) {
                List<Row> rows = queue.page(filter.of(heading.statuses), wanted.order(), Optional.empty(), SECTION)
                        .rows();
                String more = QueueView.link(wanted, Map.of("status", String.join(",", heading.statuses)));
                sections.add(new Section(heading.title, heading.lead, rows, total, more));
            }
        }
        return sections;
    }

    /** What stands before the cards that wait: it is more pressing, or it can't be approved. */
    private enum Heading {
        DOUBT(
                "In doubt",
                "Whether these mails left can't be known. Find out, and say whether each arrived.",
                "unknown"),
        HELD(
                "Held",
                "Against a limit: edit them into the rules, or let them go. For an open support case or dispute: they are drafted anew after it.",
                "held");

        private final String title;
        private final String lead;
        private final String[] statuses;

        Heading(String title, String lead, String... statuses) {
            this.title = title;
            this.lead = lead;
            this.statuses = statuses;
        }
    }

    private Optional<Rulebook> rulebook() {
        return rulebooks.inForce(signedIn.tenant()).map(Rulebooks.Versioned::rulebook);
    }

    private List<Tier> tiers() {
        return rulebook().map(Rulebook::tiers).orElse(List.of());
    }

    private static PageLinks links(QueueQuery wanted, Page found) {
        return PageLinks.of(
                "/queue",
                wanted.kept(),
                QueueQuery.present(wanted.after),
                found.next().map(QueueStore.Key::toString));
    }

    static String heading(String status) {
        return switch (status) {
            case "unknown" -> "In doubt";
            case "all" -> "All cards";
            case "", "queued" -> "Waiting for a decision";
            default -> Wording.label(status.replace(",", ", "));
        };
    }
}
