package io.renewals.registry.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When the terms of a contract were observed. Reports say all of them; some say single fields, such as a person's decision on a date. The
 * newest observation counts, field by field, in whatever order they come.
 *
 * @param contract of the newest report of all fields
 * @param single of fields that were observed later than that
 */
public record Observed(Instant contract, Map<String, Instant> single) {
    public Observed {
        single = Map.copyOf(single);
    }

    public static Observed first(Instant contract) {
        return new Observed(contract, Map.of());
    }

    /** Whether all fields are known as of a later time. */
    public boolean isAfter(Instant at) {
        return contract.isAfter(at);
    }

    /** The fields that are known as of a later time. */
    public Set<String> later(Instant at) {
        return single.entrySet().stream()
                .filter(field -> field.getValue().isAfter(at))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All fields observed, but for those that are known as of a later time. */
    public Observed all(Instant at) {
        Map<String, Instant> kept = new HashMap<>(single);
        kept.keySet().retainAll(later(at));
        return new Observed(at, kept);
    }

    public Observed only(Collection<String> fields, Instant at) {
        Map<String, Instant> all = new HashMap<>(single);
        fields.forEach(field -> all.put(field, at));
        return new Observed(contract, all);
    }
}
