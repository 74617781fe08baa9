package io.renewals.intake.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A tenant's accounts, to be found by id or by name. Names are compared without regard to case and composition. */
public final class KnownBook {
    private final Map<String, KnownAccount> byId = new HashMap<>();
    private final Map<String, List<KnownAccount>> byName = new HashMap<>();

    public KnownBook(Collection<KnownAccount> accounts) {
        for (KnownAccount account : accounts) {
            byId.put(account.account(), account);
            byName.computeIfAbsent(key(account.name()), any -> new ArrayList<>())
                    .add(account);
        }
    }

    Optional<KnownAccount> account(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<KnownAccount> named(String name) {
        return byName.getOrDefault(key(name), List.of());
    }

    private static String key(String name) {
        return Texts.normalised(name).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
