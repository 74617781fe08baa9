package io.renewals.intake.domain;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What the renewals of a calendar may name an account by, so that no more of the book is looked up than that.
 *
 * @param ids as they are written; some are names
 * @param nameKeys as {@link KnownAccount#nameKey} makes them
 */
public record Mentioned(Set<String> ids, Set<String> nameKeys) {
    public Mentioned {
        ids = Set.copyOf(ids);
        nameKeys = Set.copyOf(nameKeys);
    }

    public static Mentioned in(Collection<CalendarEvent> events) {
        Set<String> ids = new HashSet<>();
        Set<String> nameKeys = new HashSet<>();
        for (CalendarEvent event : events) {
            if (event.isRenewal()) {
                event.namedAccount().ifPresent(named -> {
                    ids.add(named);
                    nameKeys.add(KnownAccount.nameKey(named));
                });
                event.nameCandidates().forEach(name -> nameKeys.add(KnownAccount.nameKey(name)));
            }
        }
        return new Mentioned(ids, nameKeys);
    }
}
