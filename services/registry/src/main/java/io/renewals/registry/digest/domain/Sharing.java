package io.renewals.registry.digest.domain;

import io.renewals.registry.digest.domain.Digest.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Who gets which rows: each owner their own, the admin all of them. One person gets one digest. */
final class Sharing {
    private Sharing() {}

    /** Owners of rows get one whether or not they are among the recipients: no row is left untold. @param counting figures from rows */
    static <T> List<Digest> out(
            Period period,
            Collection<T> rows,
            Function<T, Person> owner,
            Collection<Person> recipients,
            Person admin,
            Function<List<T>, List<Section>> counting) {
        Map<String, Person> persons = new LinkedHashMap<>();
        Map<String, List<T>> owned = new LinkedHashMap<>();
        recipients.forEach(person -> persons.putIfAbsent(person.id(), person));
        for (T row : rows) {
            persons.putIfAbsent(owner.apply(row).id(), owner.apply(row));
            owned.computeIfAbsent(owner.apply(row).id(), id -> new ArrayList<>())
                    .add(row);
        }
        persons.remove(admin.id());
        List<Digest> digests = new ArrayList<>();
        digests.add(new Digest(admin, true, period, counting.apply(List.copyOf(rows))));
        persons.values()
                .forEach(person -> digests.add(
                        new Digest(person, false, period, counting.apply(owned.getOrDefault(person.id(), List.of())))));
        return digests;
    }
}
