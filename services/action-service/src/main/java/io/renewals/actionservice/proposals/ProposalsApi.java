package io.renewals.actionservice.proposals;

import io.renewals.actionservice.proposals.domain.Deciding;
import io.renewals.actionservice.proposals.domain.Field;
import io.renewals.actionservice.proposals.domain.Ruling;
import io.renewals.web.Problem;
import io.renewals.web.Problem.FieldError;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Proposals as JSON. Refusals are problem+json: 403 names the owner, 409 says who decided or what has changed, 422 names the fields. A
 * proposal is decided once, so that a repeat is answered with who decided.
 */
@Path("/api/proposals")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class ProposalsApi {
    private static final int LARGEST_PAGE = 500;
    private static final String SURFACE = "api";
    /** Of a price, before or after the point: more than any has. */
    private static final int MOST_DIGITS = 30;

    private final ProposalDesk desk;
    private final ProposalAnswers answers;
    private final SignedIn signedIn;

    @Inject
    public ProposalsApi(ProposalDesk desk, ProposalAnswers answers, SignedIn signedIn) {
        this.desk = desk;
        this.answers = answers;
        this.signedIn = signedIn;
    }

    /** @param counts number of proposals by status @param next key of the next page; null: this is the last */
    public record ProposalPage(List<ProposalView> proposals, Map<String, Long> counts, String next) {}

    /**
     * @param sha256 of the changes that were shown
     * @param renewalDate in place of the proposed one, as 2026-12-31; null: as proposed. Likewise the others
     */
    public record AcceptRequest(
            String sha256, String renewalDate, BigDecimal unitPrice, Integer quantity, String plan) {}

    public record RefuseRequest(String reason) {}

    @GET
    @Operation(summary = "Proposals, newest first; the open ones unless a status is named, or all")
    public ProposalPage list(
            @RestQuery Optional<String> status,
            @RestQuery Optional<String> account,
            @RestQuery Optional<String> after,
            @RestQuery @DefaultValue("50") int size) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw Problem.badRequest("size is " + size + ": ask for 1 to 500.").raised();
        }
        ProposalQuery query = ProposalQuery.of(status, account, after);
        ProposalDesk.Page page = desk.page(
                signedIn.tenant(), query.status(), query.account(), query.after(), size, answers.person(SURFACE));
        return new ProposalPage(
                page.rows().stream().map(ProposalView::of).toList(),
                page.counts(),
                page.next().map(ProposalQuery::text).orElse(null));
    }

    @GET
    @Path("{proposalId}")
    @Operation(summary = "One proposal, with what would change now")
    public ProposalView show(@RestPath String proposalId) {
        return ProposalView.of(answers.show(proposalId, SURFACE));
    }

    @POST
    @Path("{proposalId}/accept")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Take over exactly the changes that were shown, or what is given in their place")
    public ProposalView accept(@RestPath String proposalId, AcceptRequest request) {
        if (request == null || request.sha256() == null) {
            throw Problem.refused(
                            "sha256 is missing.",
                            new FieldError("sha256", "is missing", "send the one that the proposal was shown with"))
                    .raised();
        }
        Map<Field, String> typed = new EnumMap<>(Field.class);
        put(typed, Field.RENEWAL_DATE, request.renewalDate());
        put(typed, Field.UNIT_PRICE, text(request.unitPrice()));
        put(typed, Field.QUANTITY, request.quantity());
        put(typed, Field.PLAN, request.plan());
        return decided(proposalId, new Deciding.Accept(request.sha256(), typed));
    }

    @POST
    @Path("{proposalId}/refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Leave the account as it is, with a reason")
    public ProposalView refuse(@RestPath String proposalId, RefuseRequest request) {
        return decided(proposalId, new Deciding.Refuse(request == null ? null : request.reason()));
    }

    private ProposalView decided(String proposalId, Deciding.Wish wish) {
        return switch (answers.decide(proposalId, wish, SURFACE)) {
            case Ruling.Decided done -> show(proposalId);
            case Ruling.Against against -> throw answers.problem(against).raised();
        };
    }

    /** One like 1e2000000000 stays as it is written, and is refused at its field: its digits would fill the memory. */
    private static String text(BigDecimal price) {
        if (price == null) {
            return null;
        }
        return Math.abs((long) price.scale()) > MOST_DIGITS ? price.toString() : price.toPlainString();
    }

    private static void put(Map<Field, String> typed, Field field, Object value) {
        if (value != null) {
            typed.put(field, value.toString());
        }
    }
}
