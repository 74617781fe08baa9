package io.renewals.intake.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Accounts of a tenant that a calendar may mean, to be found by id or by name. */
public final class KnownBook {
    private final Map<String, KnownAccount> byId = new HashMap<>();
    private final Map<String, List<KnownAccount>> byName = new HashMap<>();

    public KnownBook(Collection<KnownAccount> accounts) {
        for (KnownAccount account : accounts) {
            byId.put(account.account(), account);
            byName.computeIfAbsent(account.nameKey(), any -> new ArrayList<>()).add(account);
        }
    }

    Optional<KnownAccount> account(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Where one of that name is still a customer, whoever has left is not meant. */
    List<KnownAccount> named(String name) {
        List<KnownAccount> all = byName.getOrDefault(KnownAccount.nameKey(name), List.of());
        List<KnownAccount> living =
                all.stream().filter(account -> !account.hasLeft()).toList();
        return living.isEmpty() ? all : living;
    }
}
