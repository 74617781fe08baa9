package io.renewals.registry.adapter;

import io.renewals.messaging.Ids;
import io.renewals.rulebook.Owner;
import io.renewals.rulebook.OwnerResolution;
import io.renewals.rulebook.OwnerResolution.Resolved;
import io.renewals.rulebook.OwnerResolution.Source;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.Tier;
import io.renewals.store.Work;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Accounts that somebody should look at, beside those with dead letters. */
public final class AttentionViews {
    private AttentionViews() {}

    /** A mail that may or may not have left. @param offerId of its card */
    public record UnknownMail(String account, String name, String offerId, Instant since) {}

    /** The longest in doubt first. */
    public static List<UnknownMail> unknownMails(Work work, int limit) {
        return work.db()
                .createQuery(
                        """
                        select account, account_name, cycle_no, revision, state_since from account
                        where tenant = :tenant and state = 'UNKNOWN_SEND' order by state_since, account limit :limit""")
                .bind("tenant", work.tenant())
                .bind("limit", limit)
                .map((row, context) -> new UnknownMail(
                        row.getString("account"),
                        row.getString("account_name"),
                        Ids.offer(
                                work.tenant(),
                                row.getString("account"),
                                row.getInt("cycle_no"),
                                row.getInt("revision")),
                        AccountRows.instant(row, "state_since")))
                .list();
    }

    /** An account that a severe support case or a billing dispute holds. @param reason what is open */
    public record HeldForCase(String account, String name, String reason, Instant since, LocalDate renewalDate) {}

    /** The nearest renewal first. */
    public static List<HeldForCase> heldForCases(Work work, int limit) {
        return work.db()
                .createQuery(
                        """
                        select account, account_name, suppression, state_since, renewal_date from account
                        where tenant = :tenant and state = 'HELD' and suppression_holds
                        order by renewal_date, account limit :limit""")
                .bind("tenant", work.tenant())
                .bind("limit", limit)
                .map((row, context) -> new HeldForCase(
                        row.getString("account"),
                        row.getString("account_name"),
                        row.getString("suppression"),
                        AccountRows.instant(row, "state_since"),
                        AccountRows.date(row, "renewal_date")))
                .list();
    }

    /** An account nobody owns. @param note why its own owner does not count; null: it names none */
    public record Fallback(String account, String name, String tier, LocalDate renewalDate, String note) {}

    private record Unowned(String account, String name, String tier, String ownerEmail, LocalDate renewalDate) {}

    /** Accounts that fall to the rulebook's admin, the nearest renewal first; those that are gone for good left out. */
    public static List<Fallback> fallbacks(Work work, Rulebook rulebook, LocalDate today, int limit) {
        return work
                .db()
                .createQuery(
                        """
                        select account, account_name, tier, owner_email, renewal_date from account
                        where tenant = :tenant and state not in ('CHURNED', 'LAPSED')
                          and (tier is null or not tier = any (:owned))
                          and (owner_email is null or not (lower(owner_email) = any (:emails)
                            or lower(owner_email) like '%@' || :domain))
                        order by renewal_date, account limit :limit""")
                .bind("tenant", work.tenant())
                .bindArray(
                        "owned",
                        String.class,
                        rulebook.tiers().stream()
                                .filter(tier -> tier.defaultOwner().isPresent())
                                .map(Tier::id)
                                .toList())
                .bindArray(
                        "emails",
                        String.class,
                        rulebook.owners().stream()
                                .map(Owner::email)
                                .map(email -> email.toLowerCase(Locale.ROOT))
                                .toList())
                .bind("domain", rulebook.fromDomain().toLowerCase(Locale.ROOT))
                .bind("limit", limit)
                .map((row, context) -> new Unowned(
                        row.getString("account"),
                        row.getString("account_name"),
                        row.getString("tier"),
                        row.getString("owner_email"),
                        AccountRows.date(row, "renewal_date")))
                .stream()
                .flatMap(each -> fallback(each, rulebook, today).stream())
                .toList();
    }

    /** The rulebook has the last word: the query leaves out what it can. */
    private static Optional<Fallback> fallback(Unowned each, Rulebook rulebook, LocalDate today) {
        Resolved owner = OwnerResolution.resolve(rulebook, Optional.ofNullable(each.ownerEmail()), each.tier(), today);
        return owner.source() == Source.ADMIN_FALLBACK
                ? Optional.of(new Fallback(
                        each.account(),
                        each.name(),
                        each.tier(),
                        each.renewalDate(),
                        owner.note().orElse(null)))
                : Optional.empty();
    }
}
