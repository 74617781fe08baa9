package io.renewals.actionservice.web;

import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.CardDesk.Answer;
import io.renewals.actionservice.CardDesk.Proviso;
import io.renewals.actionservice.domain.Command;
import io.renewals.actionservice.domain.Outcome;
import io.renewals.actionservice.domain.Person;
import io.renewals.actionservice.domain.Refusal;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** The signed-in person's decision, for pages and API alike. */
@RequestScoped
public class Decider {
    private static final int LONGEST_KEY = 200;

    private final CardDesk desk;
    private final Rulebooks rulebooks;
    private final SignedIn signedIn;

    @Inject
    public Decider(CardDesk desk, Rulebooks rulebooks, SignedIn signedIn) {
        this.desk = desk;
        this.rulebooks = rulebooks;
        this.signedIn = signedIn;
    }

    /** A decision that the domain took or refused. */
    public sealed interface Said {
        /** @param sequence of the action @param again the same request had taken effect before */
        record Yes(int sequence, boolean again, Optional<Outcome.Done> done) implements Said {}

        record No(Refusal refusal) implements Said {}
    }

    public Said decide(String offerId, Command command, String surface, Optional<String> requestKey) {
        return decide(offerId, command, surface, requestKey, Proviso.NONE);
    }

    /** @throws Problem.Raised where there is no such card, no rulebook, or the key is unusable */
    Said decide(String offerId, Command command, String surface, Optional<String> requestKey, Proviso proviso) {
        requestKey.filter(key -> key.isBlank() || key.length() > LONGEST_KEY).ifPresent(key -> {
            throw Problem.badRequest("Idempotency-Key is empty or longer than 200 characters.")
                    .raised();
        });
        return switch (desk.decide(
                signedIn.tenant(), offerId, command, person(signedIn, surface), requestKey, proviso)) {
            case Answer.Decided(Outcome.Done done) -> new Said.Yes(done.action().sequence(), false, Optional.of(done));
            case Answer.Decided(Outcome.Refused refused) -> new Said.No(refused.why());
            case Answer.DoneBefore before -> new Said.Yes(before.sequence(), true, Optional.empty());
            case Answer.KeyReused reused ->
                throw Problem.refused("This Idempotency-Key was used for another request; use a new one for each.")
                        .withType("idempotency-key")
                        .raised();
            case Answer.NoSuchCard none -> throw noSuchCard();
            case Answer.NoRulebook none ->
                throw Problem.of(
                                503,
                                "no-rulebook",
                                "No rulebook is in force",
                                "Nothing can be checked without one, so nothing was recorded. Publish a rulebook first.")
                        .raised();
        };
    }

    /** @param surface web, api or mail */
    static Person person(SignedIn signedIn, String surface) {
        return new Person(signedIn.email(), signedIn.name(), surface, signedIn.mayDecide(), signedIn.isAdmin());
    }

    static Problem.Raised noSuchCard() {
        return Problem.notFound("There is no such card. It may belong to somebody else's company, or the link is cut.")
                .raised();
    }

    ZoneId zone() {
        return rulebooks
                .inForce(signedIn.tenant())
                .map(rules -> rules.rulebook().zone())
                .orElse(ZoneOffset.UTC);
    }
}
