package io.renewals.actionservice.proposals;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.renewals.actionservice.proposals.domain.Deciding;
import io.renewals.actionservice.proposals.domain.Field;
import io.renewals.actionservice.proposals.domain.Ruling;
import io.renewals.rulebook.Plan;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.web.Notices;
import io.renewals.web.PageLinks;
import io.renewals.web.PageTime;
import io.renewals.web.Problem.FieldError;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Proposals as pages: what waits, and each with what would change. Works without scripts. */
@Path("/proposals")
@Blocking
public class ProposalPages {
    private static final int PAGE = 50;
    private static final String SURFACE = "web";

    private final ProposalDesk desk;
    private final ProposalAnswers answers;
    private final Rulebooks rulebooks;
    private final SignedIn signedIn;
    private final Notices notices;
    private final PageTime time;

    @Inject
    @Location("proposals/list")
    Template list;

    @Inject
    @Location("proposals/proposal")
    Template page;

    @Inject
    public ProposalPages(
            ProposalDesk desk,
            ProposalAnswers answers,
            Rulebooks rulebooks,
            SignedIn signedIn,
            Notices notices,
            PageTime time) {
        this.desk = desk;
        this.answers = answers;
        this.rulebooks = rulebooks;
        this.signedIn = signedIn;
        this.notices = notices;
        this.time = time;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance list(
            @RestQuery Optional<String> status,
            @RestQuery Optional<String> account,
            @RestQuery Optional<String> after) {
        ProposalQuery query = ProposalQuery.of(status, account, after);
        ProposalDesk.Page found = desk.page(
                signedIn.tenant(), query.status(), query.account(), query.after(), PAGE, answers.person(SURFACE));
        return list.data("rows", found.rows().stream().map(ProposalView::of).toList())
                .data("counts", found.counts())
                .data("openCount", found.counts().getOrDefault("open", 0L))
                .data("statuses", ProposalQuery.STATUSES)
                .data("status", query.shown())
                .data("account", query.account().orElse(""))
                .data("admin", signedIn.mayAdminister())
                .data(
                        "links",
                        PageLinks.of(
                                "/proposals",
                                query.kept(),
                                after.filter(text -> !text.isBlank()),
                                found.next().map(ProposalQuery::text)));
    }

    @GET
    @Path("{proposalId}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance show(@RestPath String proposalId) {
        ProposalDesk.Shown shown = answers.show(proposalId, SURFACE);
        return render(shown, ProposalForm.of(shown));
    }

    @POST
    @Path("{proposalId}/accept")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response accept(
            @RestPath String proposalId,
            @RestForm String sha256,
            @RestForm String renewalDate,
            @RestForm String unitPrice,
            @RestForm String quantity,
            @RestForm String plan) {
        Map<String, String> entered = new HashMap<>();
        Map<Field, String> typed = new EnumMap<>(Field.class);
        enter(entered, typed, Field.RENEWAL_DATE, renewalDate);
        enter(entered, typed, Field.UNIT_PRICE, unitPrice);
        enter(entered, typed, Field.QUANTITY, quantity);
        enter(entered, typed, Field.PLAN, plan);
        Deciding.Wish wish = new Deciding.Accept(sha256 == null ? "" : sha256, typed);
        return to(proposalId, wish, "edit", entered);
    }

    @POST
    @Path("{proposalId}/refuse")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response refuse(@RestPath String proposalId, @RestForm String reason) {
        String text = reason == null ? "" : reason;
        return to(proposalId, new Deciding.Refuse(text), "refuse", Map.of("reason", text));
    }

    /** The form without fields accepts as proposed. */
    private static void enter(Map<String, String> entered, Map<Field, String> typed, Field field, String text) {
        if (text != null) {
            entered.put(field.key(), text);
            typed.put(field, text);
        }
    }

    private Response to(String proposalId, Deciding.Wish wish, String form, Map<String, String> entered) {
        switch (answers.decide(proposalId, wish, SURFACE)) {
            case Ruling.Decided done ->
                notices.done(
                        done.terms().isPresent()
                                ? "Accepted. The account changes as soon as the checks have passed; what they refuse is"
                                        + " listed under Rejected."
                                : "Refused. The account stays as it is.");
            case Ruling.BadFields fields -> {
                return refused(proposalId, form, entered, ProposalAnswers.errors(fields));
            }
            case Ruling.NotYours other -> throw answers.problem(other).raised();
            case Ruling.ReadOnly readOnly -> throw answers.problem(readOnly).raised();
            case Ruling.Against against -> notices.failed(answers.sentence(against));
        }
        return Response.seeOther(URI.create("/proposals/" + proposalId)).build();
    }

    private Response refused(String proposalId, String form, Map<String, String> entered, List<FieldError> errors) {
        ProposalDesk.Shown shown = answers.show(proposalId, SURFACE);
        return Response.status(422)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .entity(render(shown, new ProposalForm(shown.wanted(), form, entered, errors))
                        .render())
                .build();
    }

    private TemplateInstance render(ProposalDesk.Shown shown, ProposalForm form) {
        List<Plan> plans = rulebooks
                .inForce(signedIn.tenant())
                .map(rules -> rules.rulebook().plans())
                .orElse(List.of());
        return page.data("proposal", ProposalView.of(shown))
                .data("form", form)
                .data("plans", plans)
                .data("today", time.today());
    }
}
