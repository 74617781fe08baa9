package io.renewals.registry.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.renewals.registry.adapter.AccountHistory;
import io.renewals.registry.adapter.AccountViews;
import io.renewals.registry.adapter.AttentionRows;
import io.renewals.registry.domain.State;
import io.renewals.web.Notices;
import io.renewals.web.PageLinks;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Accounts, scans and what needs attention, for people. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class Pages {
    private final AccountDesk accounts;
    private final ScanDesk scans;
    private final AttentionDesk attention;
    private final Notices notices;
    private final SignedIn signedIn;

    @Inject
    @Location("registry/accounts")
    Template accountsPage;

    @Inject
    @Location("registry/account")
    Template accountPage;

    @Inject
    @Location("registry/scans")
    Template scansPage;

    @Inject
    @Location("registry/attention")
    Template attentionPage;

    @Inject
    public Pages(AccountDesk accounts, ScanDesk scans, AttentionDesk attention, Notices notices, SignedIn signedIn) {
        this.accounts = accounts;
        this.scans = scans;
        this.attention = attention;
        this.notices = notices;
        this.signedIn = signedIn;
    }

    @GET
    @Path("accounts")
    @Operation(hidden = true)
    public TemplateInstance accounts(@RestQuery String q, @RestQuery String state, @RestQuery String after) {
        AccountDesk.Page page = accounts.list(q, state, false, after, null);
        List<AccountViews.StateCount> inUse =
                accounts.states().stream().filter(count -> count.accounts() > 0).toList();
        String query = q == null ? "" : q;
        String wanted = state == null ? "" : state;
        return accountsPage
                .data("rows", page.rows())
                .data("states", inUse)
                .data("names", Arrays.stream(State.values()).map(State::name).toList())
                .data("q", query)
                .data("state", wanted)
                .data("filtered", !query.isBlank() || !wanted.isBlank())
                .data(
                        "links",
                        PageLinks.of(
                                "/accounts",
                                Map.of("q", query, "state", wanted),
                                Optional.ofNullable(after),
                                Optional.ofNullable(page.next())));
    }

    @GET
    @Path("accounts/{account}")
    @Operation(hidden = true)
    public TemplateInstance account(@RestPath String account) {
        AccountDesk.Sheet sheet = accounts.sheet(account);
        Optional<AccountHistory.Entry> judged = sheet.diary().stream()
                .filter(entry -> entry.kind().equals("verdict"))
                .findFirst();
        return accountPage
                .data("sheet", sheet)
                .data("row", sheet.account().row())
                .data("terms", sheet.account().terms())
                .data("judged", judged)
                .data("mayAdminister", signedIn.mayAdminister());
    }

    @GET
    @Path("scans")
    @Operation(hidden = true)
    public TemplateInstance scans() {
        return scansPage
                .data("scans", scans.newest())
                .data("today", scans.today())
                .data("mayAdminister", signedIn.mayAdminister());
    }

    @POST
    @Path("scans")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(SignedIn.ADMIN)
    @Operation(hidden = true)
    public Response scan(@RestForm String businessDate) {
        LocalDate day = date(businessDate);
        scans.ask(day);
        notices.done("The scan for " + day + " is running. Load this page again to see how far it is.");
        return Response.seeOther(URI.create("/scans")).build();
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text == null ? "" : text.strip());
        } catch (DateTimeException e) {
            throw Problem.refused(
                            "The scan did not start.",
                            new Problem.FieldError("businessDate", "not a date", "write it as 2026-12-01"))
                    .raised();
        }
    }

    @GET
    @Path("attention")
    @Operation(hidden = true)
    public TemplateInstance attention(@RestQuery String after) {
        List<AttentionRows.Letter> letters = attention.open(after);
        boolean more = letters.size() > AttentionDesk.PAGE;
        List<AttentionRows.Letter> shown = more ? letters.subList(0, AttentionDesk.PAGE) : letters;
        List<AccountViews.StateCount> overdue =
                accounts.states().stream().filter(count -> count.overdue() > 0).toList();
        return attentionPage
                .data("letters", shown)
                .data("unassigned", attention.unassigned())
                .data("overdue", overdue)
                .data("differences", attention.differences())
                .data("unknownMails", attention.unknownMails())
                .data("fallbacks", attention.fallbacks())
                .data("heldForCases", attention.heldForCases())
                .data("mayAdminister", signedIn.mayAdminister())
                .data(
                        "links",
                        PageLinks.of(
                                "/attention",
                                Map.of(),
                                Optional.ofNullable(after),
                                more ? Optional.of(shown.getLast().letterId()) : Optional.empty()));
    }

    @POST
    @Path("attention/{id}/replay")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(SignedIn.ADMIN)
    @Operation(hidden = true)
    public Response replay(@RestPath String id) {
        AttentionRows.Letter letter = attention.replay(id);
        notices.done("Published again on " + letter.topic() + ". Should it fail once more, it comes back here.");
        return Response.seeOther(URI.create("/attention")).build();
    }

    @POST
    @Path("attention/{id}/dismiss")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(SignedIn.ADMIN)
    @Operation(hidden = true)
    public Response dismiss(@RestPath String id) {
        AttentionRows.Letter letter = attention.dismiss(id);
        notices.done("Closed without a replay: " + letter.topic() + " at offset " + letter.offset() + ".");
        return Response.seeOther(URI.create("/attention")).build();
    }
}
