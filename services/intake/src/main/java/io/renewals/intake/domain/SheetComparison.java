package io.renewals.intake.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A sheet against the one before: what applying it would do.
 *
 * @param missing accounts of the version before that this one does not name; they are kept, never deleted
 */
public record SheetComparison(
        List<Added> added,
        List<Changed> changed,
        List<SheetRow> unchanged,
        List<RefusedLine> refused,
        List<Missing> missing,
        List<String> ignoredColumns) {
    public record Added(SheetRow row) {}

    public record Changed(SheetRow row, List<FieldChange> fields) {}

    /** @param before empty where there was nothing; likewise after */
    public record FieldChange(String column, Optional<String> before, Optional<String> after) {}

    public record RefusedLine(int line, String account, List<Reason> reasons, String content) {}

    public record Missing(String account, String name) {}

    /** @param fields as {@link SheetRow#fields()} gave them
     *  @param inLatest whether the version before had a line for the account */
    public record Known(Map<String, String> fields, boolean inLatest) {}

    /** Lines that were read. */
    public int rows() {
        return added.size() + changed.size() + unchanged.size() + refused.size();
    }

    /** @param known the last accepted line of each account */
    public static SheetComparison of(
            List<SheetRow> rows, List<RefusedLine> refused, Map<String, Known> known, List<String> ignoredColumns) {
        List<Added> added = new ArrayList<>();
        List<Changed> changed = new ArrayList<>();
        List<SheetRow> unchanged = new ArrayList<>();
        Set<String> named = new LinkedHashSet<>();
        refused.forEach(line -> named.add(line.account()));
        for (SheetRow row : rows) {
            named.add(row.account());
            Known before = known.get(row.account());
            if (before == null) {
                added.add(new Added(row));
            } else if (before.fields().equals(row.fields())) {
                unchanged.add(row);
            } else {
                changed.add(new Changed(row, changes(before.fields(), row.fields())));
            }
        }
        List<Missing> missing = known.entrySet().stream()
                .filter(entry -> entry.getValue().inLatest() && !named.contains(entry.getKey()))
                .map(entry -> new Missing(
                        entry.getKey(),
                        entry.getValue().fields().getOrDefault(SheetColumn.NAME.column(), entry.getKey())))
                .sorted((a, b) -> a.account().compareTo(b.account()))
                .toList();
        return new SheetComparison(added, changed, unchanged, List.copyOf(refused), missing, ignoredColumns);
    }

    private static List<FieldChange> changes(Map<String, String> before, Map<String, String> after) {
        Set<String> columns = new LinkedHashSet<>(after.keySet());
        columns.addAll(new TreeSet<>(before.keySet()));
        return columns.stream()
                .map(column -> new FieldChange(
                        column, Optional.ofNullable(before.get(column)), Optional.ofNullable(after.get(column))))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }
}
