package io.renewals.rulebook;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds who decides an account's renewal: its own owner, else the tier's, else the admin; away means the delegate. */
public final class OwnerResolution {
    private OwnerResolution() {}

    /** Where the owner came from. */
    public enum Source {
        ACCOUNT_OVERRIDE,
        TIER_DEFAULT,
        ADMIN_FALLBACK
    }

    /**
     * Who gets the card.
     *
     * @param owner after delegation
     * @param source of the owner before delegation
     * @param standingInFor the owner who is away; empty when the owner is there
     * @param note what a person should know, e.g. an unknown e-mail address on the account; empty mostly
     */
    public record Resolved(Owner owner, Source source, Optional<Owner> standingInFor, Optional<String> note) {}

    /**
     * @param ownerEmail the account's own owner. One the rulebook does not list is taken if the address is in the
     *     tenant's domain (by mail then), and passed over with a note if it is not: customers would be written to in
     *     that name
     * @param day today in the tenant's time zone
     */
    public static Resolved resolve(Rulebook rulebook, Optional<String> ownerEmail, String tierId, LocalDate day) {
        Optional<String> email = ownerEmail.map(String::strip).filter(text -> !text.isEmpty());
        Optional<Owner> override = email.flatMap(address -> byAddress(rulebook, address));
        if (override.isPresent()) {
            return delegated(rulebook, override.get(), Source.ACCOUNT_OVERRIDE, Optional.empty(), day);
        }
        Optional<String> note = email.map(address -> "the account's owner " + address + " is not known");
        Optional<Owner> byTier =
                rulebook.tier(tierId).flatMap(Tier::defaultOwner).flatMap(rulebook::owner);
        return byTier.map(owner -> delegated(rulebook, owner, Source.TIER_DEFAULT, note, day))
                .orElseGet(() -> delegated(rulebook, rulebook.admin(), Source.ADMIN_FALLBACK, note, day));
    }

    /** As {@link #resolve(Rulebook, Optional, String, LocalDate)}. @param tierId empty: not known, so that it is as in the first */
    public static Resolved resolve(
            Rulebook rulebook, Optional<String> ownerEmail, Optional<String> tierId, LocalDate day) {
        String tier = tierId.orElseGet(
                () -> rulebook.tiers().stream().findFirst().map(Tier::id).orElse(""));
        return resolve(rulebook, ownerEmail, tier, day);
    }

    private static Optional<Owner> byAddress(Rulebook rulebook, String address) {
        return rulebook.ownerByEmail(address).or(() -> inDomain(rulebook, address));
    }

    private static Optional<Owner> inDomain(Rulebook rulebook, String address) {
        String domain = "@" + rulebook.fromDomain();
        if (!address.toLowerCase(Locale.ROOT).endsWith(domain.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        String name = address.substring(0, address.length() - domain.length());
        try {
            return Optional.of(new Owner(
                    name, name, address, Optional.empty(), Optional.empty(), Optional.empty(), java.util.List.of()));
        } catch (RulebookRefused notAnAddress) {
            return Optional.empty();
        }
    }

    private static Resolved delegated(
            Rulebook rulebook, Owner owner, Source source, Optional<String> note, LocalDate day) {
        Owner present = standIn(rulebook, owner, day);
        return new Resolved(present, source, present.equals(owner) ? Optional.empty() : Optional.of(owner), note);
    }

    /** Follows delegates to somebody who is there; where everybody is away the admin gets it, away or not. */
    private static Owner standIn(Rulebook rulebook, Owner owner, LocalDate day) {
        Set<String> asked = new HashSet<>();
        Optional<Owner> candidate = Optional.of(owner);
        while (candidate.isPresent() && asked.add(candidate.get().id())) {
            if (!candidate.get().isAwayOn(day)) {
                return candidate.get();
            }
            candidate = candidate.get().delegate().flatMap(rulebook::owner);
        }
        return rulebook.admin();
    }
}
