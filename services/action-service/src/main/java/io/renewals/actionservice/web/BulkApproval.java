package io.renewals.actionservice.web;

import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.CardDesk.Shown;
import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.Command;
import io.renewals.actionservice.web.Decider.Said;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several approvals at one press, each as if it were the only one: each names the text that was shown, each is checked by itself, and
 * each has its own result. One that is refused stops no other.
 */
@RequestScoped
public class BulkApproval {
    static final int MOST = 50;

    private final CardDesk desk;
    private final Decider decider;
    private final SignedIn signedIn;

    @Inject
    public BulkApproval(CardDesk desk, Decider decider, SignedIn signedIn) {
        this.desk = desk;
        this.decider = decider;
        this.signedIn = signedIn;
    }

    /** @param sha256 of the exact message that was shown @param revision that was shown */
    public record Wanted(String offer, Integer revision, String sha256) {
        boolean isWhole() {
            return offer != null && revision != null && sha256 != null;
        }
    }

    /**
     * @param accountName null: there is no such card
     * @param approved false: nothing was recorded for this one
     * @param type why not, for programs; null: it was approved
     * @param detail one sentence for people
     * @param sequence of the approval; null: there is none
     */
    public record Result(
            String offer, String accountName, boolean approved, String type, String detail, Integer sequence) {}

    List<Result> approve(List<Wanted> cards, String surface) {
        if (cards == null || cards.isEmpty()) {
            throw Problem.badRequest("No card is named. Send cards with offer, revision and sha256 of each.")
                    .raised();
        }
        if (cards.size() > MOST) {
            throw Problem.badRequest(cards.size() + " cards are too many for one request: send at most " + MOST + ".")
                    .raised();
        }
        List<Result> results = new ArrayList<>();
        cards.forEach(card -> results.add(approve(card, surface)));
        return results;
    }

    private Result approve(Wanted wanted, String surface) {
        if (wanted == null || !wanted.isWhole()) {
            String offer = wanted == null ? null : wanted.offer();
            return refused(offer, null, "refused", "offer, revision and sha256 are all wanted.");
        }
        Optional<Shown> shown = desk.show(signedIn.tenant(), wanted.offer());
        if (shown.isEmpty()) {
            return refused(wanted.offer(), null, "not-found", "There is no such card.");
        }
        String account = shown.get().card().dossier().accountName();
        if (shown.get().card().isEdited()) {
            return refused(
                    wanted.offer(),
                    account,
                    "edited",
                    "It was changed since it was drafted, so it is approved by itself: open the card and approve it there.");
        }
        Command approve = new Command.Approve(wanted.sha256(), wanted.revision());
        return switch (decider.decide(wanted.offer(), approve, surface, Optional.empty())) {
            case Said.Yes yes -> decided(wanted.offer(), account, yes);
            case Said.No no ->
                refused(wanted.offer(), account, no.refusal().code(), Refusals.sentence(no.refusal(), decider.zone()));
        };
    }

    /** An approval that the rules no longer allow was recorded as a hold: nothing is sent. */
    private static Result decided(String offer, String account, Said.Yes yes) {
        Optional<String> held = yes.done()
                .filter(done -> done.action().kind() == Kind.HELD)
                .map(done -> done.action().reason().orElse("the rules have changed"));
        return held.map(why -> refused(offer, account, "held", "Not sent, the card is held: " + why + "."))
                .orElseGet(
                        () -> new Result(offer, account, true, null, "Approved; the mail leaves now.", yes.sequence()));
    }

    private static Result refused(String offer, String account, String type, String detail) {
        return new Result(offer, account, false, "urn:renewals:" + type, detail, null);
    }
}
