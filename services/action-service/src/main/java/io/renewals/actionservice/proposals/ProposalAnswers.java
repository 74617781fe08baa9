package io.renewals.actionservice.proposals;

import io.renewals.actionservice.domain.Person;
import io.renewals.actionservice.proposals.ProposalDesk.Answer;
import io.renewals.actionservice.proposals.domain.Deciding;
import io.renewals.actionservice.proposals.domain.Ruling;
import io.renewals.web.PageTime;
import io.renewals.web.Problem;
import io.renewals.web.Problem.FieldError;
import io.renewals.web.SignedIn;
import io.renewals.web.Wording;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The signed-in person's wishes about proposals, and how a refusal of them reads; the same for pages and programs. */
@RequestScoped
public class ProposalAnswers {
    private final ProposalDesk desk;
    private final SignedIn signedIn;
    private final PageTime time;

    @Inject
    public ProposalAnswers(ProposalDesk desk, SignedIn signedIn, PageTime time) {
        this.desk = desk;
        this.signedIn = signedIn;
        this.time = time;
    }

    /** @throws Problem.Raised where there is no such proposal, or no rulebook */
    Ruling decide(String id, Deciding.Wish wish, String surface) {
        return switch (desk.decide(signedIn.tenant(), id, wish, person(surface))) {
            case Answer.Ruled ruled -> ruled.ruling();
            case Answer.NoSuchProposal none -> throw noSuchProposal();
            case Answer.NoRulebook none ->
                throw Problem.of(
                                503,
                                "no-rulebook",
                                "No rulebook is in force",
                                "Who may decide can't be known without one, so nothing was recorded. Publish a rulebook"
                                        + " first.")
                        .raised();
        };
    }

    ProposalDesk.Shown show(String id, String surface) {
        return desk.show(signedIn.tenant(), id, person(surface)).orElseThrow(ProposalAnswers::noSuchProposal);
    }

    /** @param surface web or api */
    Person person(String surface) {
        return new Person(signedIn.email(), signedIn.name(), surface, signedIn.mayDecide(), signedIn.isAdmin());
    }

    private static Problem.Raised noSuchProposal() {
        return Problem.notFound(
                        "There is no such proposal. It may belong to somebody else's company, or the link is cut.")
                .raised();
    }

    /** One sentence or two: what happened, and what to do about it. */
    String sentence(Ruling.Against against) {
        return switch (against) {
            case Ruling.AlreadyDecided decided ->
                "Already " + decided.what() + " by " + decided.by().actorName() + " at "
                        + Wording.minute(decided.by().at(), time.zone()) + ". Nothing was done twice.";
            case Ruling.Outdated outdated -> "Nothing was recorded: " + outdated.why() + ".";
            case Ruling.NotYours other ->
                "This account belongs to " + other.ownerName() + " (" + other.ownerEmail()
                        + "). The owner, the owner's delegate or an admin can decide on it.";
            case Ruling.ReadOnly readOnly -> "Your role reads and does not decide.";
            case Ruling.BadFields fields ->
                "Something entered can't be accepted: "
                        + String.join(
                                "; ",
                                errors(fields).stream()
                                        .map(each -> each.field() + " " + each.problem() + " - " + each.advice())
                                        .toList());
            case Ruling.OtherChanges other ->
                "The account has changed since this was shown to you. Nothing was recorded; look at what would change"
                        + " now, and decide again.";
        };
    }

    static List<FieldError> errors(Ruling.BadFields fields) {
        return fields.problems().stream()
                .map(each -> new FieldError(each.field(), each.problem(), each.advice()))
                .toList();
    }

    /** As problem+json; the type tells programs which it is. */
    Problem problem(Ruling.Against against) {
        String sentence = sentence(against);
        Problem problem =
                switch (against) {
                    case Ruling.AlreadyDecided decided ->
                        Problem.conflict(sentence)
                                .withTitle("Already decided by " + decided.by().actorName());
                    case Ruling.Outdated outdated -> Problem.conflict(sentence).withTitle("Out of date");
                    case Ruling.NotYours other -> Problem.forbidden(sentence);
                    case Ruling.ReadOnly readOnly -> Problem.forbidden(sentence);
                    case Ruling.BadFields fields -> Problem.refused(sentence, errors(fields));
                    case Ruling.OtherChanges other -> Problem.conflict(sentence).withTitle("The account has changed");
                };
        return problem.withType(against.code());
    }
}
