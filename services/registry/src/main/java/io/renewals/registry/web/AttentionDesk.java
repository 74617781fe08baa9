package io.renewals.registry.web;

import io.renewals.events.ActivityRecorded;
import io.renewals.messaging.Outgoing;
import io.renewals.messaging.Publisher;
import io.renewals.registry.adapter.AttentionRows;
import io.renewals.registry.adapter.AttentionRows.Letter;
import io.renewals.registry.adapter.AttentionViews;
import io.renewals.registry.adapter.ReconcileRows;
import io.renewals.registry.adapter.RulebookShelf;
import io.renewals.schemas.Topics;
import io.renewals.store.Transactions;
import io.renewals.store.Work;
import io.renewals.web.PageTime;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What needs attention in the signed-in person's tenant, and what can be done about it. */
@RequestScoped
public class AttentionDesk {
    static final int PAGE = 50;

    private final Transactions transactions;
    private final Publisher publisher;
    private final RulebookShelf shelf;
    private final SignedIn signedIn;
    private final PageTime time;
    private final Optional<String> operatorTenant;

    @Inject
    public AttentionDesk(
            Transactions transactions,
            Publisher publisher,
            RulebookShelf shelf,
            SignedIn signedIn,
            PageTime time,
            @ConfigProperty(name = "renewals.attention.operator-tenant") Optional<String> operatorTenant) {
        this.transactions = transactions;
        this.publisher = publisher;
        this.shelf = shelf;
        this.signedIn = signedIn;
        this.time = time;
        this.operatorTenant = operatorTenant;
    }

    /** One more than a page holds where there are more. @param after null: from the start */
    List<Letter> open(String after) {
        return transactions.inTenant(
                signedIn.tenant(), work -> AttentionRows.open(work.db(), work.tenant(), after, PAGE + 1));
    }

    /** Letters of no known tenant; none for anybody but the operator's admins. */
    List<Letter> unassigned() {
        return seesUnassigned()
                ? transactions.inTenant(
                        AttentionRows.UNASSIGNED,
                        work -> AttentionRows.open(work.db(), AttentionRows.UNASSIGNED, null, PAGE))
                : List.of();
    }

    List<ReconcileRows.Difference> differences() {
        return transactions.inTenant(signedIn.tenant(), ReconcileRows::differences);
    }

    Listing<AttentionViews.UnknownMail> unknownMails() {
        return listing(work -> AttentionViews.unknownMails(work, PAGE + 1));
    }

    Listing<AttentionViews.HeldForCase> heldForCases() {
        return listing(work -> AttentionViews.heldForCases(work, PAGE + 1));
    }

    /** None before the first rulebook: nothing says yet who owns what. */
    Listing<AttentionViews.Fallback> fallbacks() {
        return listing(work -> shelf.inForce(work)
                .map(rules -> AttentionViews.fallbacks(work, rules.rulebook(), time.today(), PAGE + 1))
                .orElse(List.of()));
    }

    private <T> Listing<T> listing(Function<Work, List<T>> rows) {
        return Listing.of(transactions.inTenant(signedIn.tenant(), rows::apply), PAGE);
    }

    Letter find(String id) {
        return located(id).letter();
    }

    /**
     * Publishes the original again: its topic, key, headers and bytes. What was handled before is known by its id and skipped; should
     * it fail again it comes back as a letter of its own.
     */
    Letter replay(String id) {
        Located found = openOne(id);
        Letter letter = found.letter();
        publisher.publish(
                List.of(new Outgoing(null, letter.topic(), letter.key(), letter.headers(), letter.payload())));
        settle(found, "replayed");
        return letter;
    }

    /** Nobody will replay it. */
    Letter dismiss(String id) {
        Located found = openOne(id);
        settle(found, "dismissed");
        return found.letter();
    }

    private record Located(String tenant, Letter letter) {}

    private Located openOne(String id) {
        Located found = located(id);
        if (!found.letter().isOpen()) {
            throw Problem.conflict("Already " + found.letter().settledAs() + " by "
                            + found.letter().settledBy() + ".")
                    .raised();
        }
        return found;
    }

    private Located located(String id) {
        return locate(signedIn.tenant(), id)
                .or(() -> seesUnassigned() ? locate(AttentionRows.UNASSIGNED, id) : Optional.empty())
                .orElseThrow(() -> Problem.notFound("There is no dead letter " + id + ". GET /api/dead lists them.")
                        .raised());
    }

    private Optional<Located> locate(String tenant, String id) {
        return transactions.inTenant(
                tenant, work -> AttentionRows.find(work.db(), tenant, id).map(letter -> new Located(tenant, letter)));
    }

    private void settle(Located found, String as) {
        transactions.useTenant(found.tenant(), work -> {
            Letter letter = found.letter();
            boolean settled =
                    AttentionRows.settle(work.db(), work.tenant(), letter.letterId(), as, signedIn.email(), work.now());
            if (settled && !work.tenant().equals(AttentionRows.UNASSIGNED)) {
                record(work, letter, as);
            }
        });
    }

    private void record(Work work, Letter letter, String as) {
        work.publish(
                Topics.ACTIVITY_RECORDED,
                as,
                ActivityRecorded.newBuilder()
                        .setTenant(work.tenant())
                        .setAccount(letter.account() == null ? "unknown" : letter.account())
                        .setCorrelationId(letter.letterId())
                        .setCausationId(letter.letterId())
                        .setKind("admin-act")
                        .setActor(signedIn.email())
                        .setSummary(as + " a dead letter of " + letter.service() + " from " + letter.topic())
                        .setDetails(Map.of(
                                "topic", letter.topic(),
                                "partition", String.valueOf(letter.partition()),
                                "offset", String.valueOf(letter.offset()),
                                "handler", letter.handler()))
                        .setOfferId(null)
                        .setAt(work.now())
                        .build());
    }

    private boolean seesUnassigned() {
        return signedIn.isAdmin()
                && operatorTenant.filter(signedIn.tenant()::equals).isPresent();
    }
}
