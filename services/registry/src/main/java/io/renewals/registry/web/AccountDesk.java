package io.renewals.registry.web;

import io.renewals.events.Evidence;
import io.renewals.events.Terms;
import io.renewals.registry.adapter.AccountHistory;
import io.renewals.registry.adapter.AccountViews;
import io.renewals.registry.adapter.AttentionRows;
import io.renewals.registry.adapter.CycleViews;
import io.renewals.registry.adapter.EvidenceRows;
import io.renewals.registry.adapter.RulebookShelf;
import io.renewals.registry.domain.State;
import io.renewals.rulebook.OwnerResolution;
import io.renewals.rulebook.Rulebook;
import io.renewals.store.Transactions;
import io.renewals.web.PageTime;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import io.renewals.web.Wording;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The book of the signed-in person's tenant, for API and pages alike. */
@RequestScoped
public class AccountDesk {
    static final int PAGE = 50;
    private static final int MOST = 500;

    private final Transactions transactions;
    private final RulebookShelf shelf;
    private final SignedIn signedIn;
    private final PageTime time;

    @Inject
    public AccountDesk(Transactions transactions, RulebookShelf shelf, SignedIn signedIn, PageTime time) {
        this.transactions = transactions;
        this.shelf = shelf;
        this.signedIn = signedIn;
        this.time = time;
    }

    /** @param next account id to go on behind; null: this is the end */
    record Page(List<AccountViews.Row> rows, String next) {}

    /** All there is to show about one account. */
    public record Sheet(
            AccountViews.Detail account,
            List<Evidence> evidence,
            List<AccountHistory.Entry> diary,
            List<AccountHistory.PastOffer> offers,
            List<CycleViews.Cycle> cycles,
            List<AttentionRows.Letter> attention,
            Optional<Care> care) {

        /** Whether its cycle and revision came to an offer: it may be held or due without one. */
        public boolean hasOffer() {
            return offers.stream()
                    .anyMatch(offer -> offer.offerId().equals(account.row().offerId()));
        }
    }

    /**
     * What the rulebook in force says of the account.
     *
     * @param how override, tier default or admin fallback; who is away is stood in for
     * @param note what a person should know of the owner; null: nothing
     * @param noticeDeadline null: the contract ends by itself
     */
    public record Care(String owner, String how, String note, LocalDate noticeDeadline) {}

    Page list(String query, String state, boolean live, String after, Integer limit) {
        int size = limit == null ? PAGE : Math.clamp(limit, 1, MOST);
        AccountViews.Filter filter = new AccountViews.Filter(query, state(state), live, after, size + 1);
        List<AccountViews.Row> rows = transactions.inTenant(signedIn.tenant(), work -> AccountViews.list(work, filter));
        boolean more = rows.size() > size;
        List<AccountViews.Row> shown = more ? rows.subList(0, size) : rows;
        return new Page(shown, more ? shown.getLast().account() : null);
    }

    List<AccountViews.StateCount> states() {
        return transactions.inTenant(signedIn.tenant(), AccountViews::states);
    }

    Sheet sheet(String account) {
        return transactions.inTenant(signedIn.tenant(), work -> {
            AccountViews.Detail detail = AccountViews.find(work, account)
                    .orElseThrow(() -> Problem.notFound("There is no account " + account + " in the book.")
                            .raised());
            return new Sheet(
                    detail,
                    EvidenceRows.bundles(work.db(), work.tenant(), List.of(account))
                            .getOrDefault(account, List.of()),
                    AccountHistory.diary(work, account),
                    AccountHistory.offers(work, account),
                    CycleViews.of(work, account),
                    AttentionRows.openOf(work.db(), work.tenant(), account),
                    shelf.inForce(work).map(rules -> care(rules.rulebook(), detail.terms())));
        });
    }

    private Care care(Rulebook rulebook, Terms terms) {
        OwnerResolution.Resolved owner = OwnerResolution.resolve(
                rulebook, Optional.ofNullable(terms.getOwnerEmail()), terms.getTier(), time.today());
        String standIn = owner.standingInFor()
                .map(away -> ", standing in for " + away.name())
                .orElse("");
        OptionalInt notice =
                terms.getNoticePeriodDays() == null ? OptionalInt.empty() : OptionalInt.of(terms.getNoticePeriodDays());
        return new Care(
                owner.owner().name(),
                Wording.label(owner.source().name()).toLowerCase(Locale.ROOT) + standIn,
                owner.note().orElse(null),
                rulebook.window()
                        .noticeDeadline(terms.getRenewalDate(), terms.getAutoRenew(), notice)
                        .orElse(null));
    }

    /** Null: any. */
    private static State state(String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        String wanted = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(State.values())
                .filter(state -> state.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("There is no state '" + name + "'. The states are "
                                + Arrays.toString(State.values()) + ".")
                        .raised());
    }
}
