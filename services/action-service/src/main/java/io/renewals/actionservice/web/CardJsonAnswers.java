package io.renewals.actionservice.web;

import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.domain.Command;
import io.renewals.actionservice.web.Decider.Said;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/** What a command that came as JSON is answered with. */
@RequestScoped
public class CardJsonAnswers {
    private static final String SURFACE = "api";

    private final CardDesk desk;
    private final Decider decider;
    private final SignedIn signedIn;

    @Inject
    public CardJsonAnswers(CardDesk desk, Decider decider, SignedIn signedIn) {
        this.desk = desk;
        this.decider = decider;
        this.signedIn = signedIn;
    }

    /**
     * @param sequence of the action
     * @param repeated true: this request had taken effect before, and was not done again
     * @param card as it is now
     */
    public record Decided(int sequence, boolean repeated, CardView card) {}

    CardView show(String offerId) {
        return desk.show(signedIn.tenant(), offerId).map(CardView::of).orElseThrow(Decider::noSuchCard);
    }

    Decided decided(String offerId, Command command, Optional<String> key) {
        return switch (decider.decide(offerId, command, SURFACE, key)) {
            case Said.Yes yes -> new Decided(yes.sequence(), yes.again(), show(offerId));
            case Said.No no ->
                throw Refusals.problem(no.refusal(), decider.zone()).raised();
        };
    }

    /** @param request null: there was none @param fields that it has to have, for who sent none */
    <T> Decided decided(String offerId, Optional<String> key, T request, String fields, Function<T, Command> command) {
        if (request == null) {
            throw Problem.badRequest("Send a JSON object with " + fields + ".").raised();
        }
        return decided(offerId, command.apply(request), key);
    }

    static <T> T given(T value, String field) {
        if (value == null) {
            throw missing(field, "is missing");
        }
        return value;
    }

    static Problem.Raised missing(String field, String problem) {
        return Problem.refused(
                        field + " " + problem + ".",
                        new Problem.FieldError(field, problem, "see the API's description under /q/openapi"))
                .raised();
    }
}
