package io.renewals.intake.domain;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which cell of a line is which column.
 *
 * @param ignored headings that are no column of ours, as they stand
 * @param width number of headings
 */
public record SheetHeader(Map<SheetColumn, Integer> positions, List<String> ignored, int width) {
    public static Checked<SheetHeader> read(List<String> headings) {
        Reasons found = new Reasons();
        Map<SheetColumn, Integer> positions = new EnumMap<>(SheetColumn.class);
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            int position = i;
            SheetColumn.of(headings.get(i))
                    .ifPresentOrElse(
                            column -> place(found, positions, column, position, headings),
                            () -> ignored.add(Texts.normalised(headings.get(position))));
        }
        for (SheetColumn column : SheetColumn.values()) {
            if (column.required() && !positions.containsKey(column)) {
                found.add(
                        column.column(),
                        "the sheet has no such column",
                        "add it to the first line; it may also be called " + String.join(", ", column.names()));
            }
        }
        return found.orAccept(() -> new SheetHeader(Map.copyOf(positions), List.copyOf(ignored), headings.size()));
    }

    private static void place(
            Reasons found,
            Map<SheetColumn, Integer> positions,
            SheetColumn column,
            int position,
            List<String> headings) {
        Integer before = positions.putIfAbsent(column, position);
        if (before != null) {
            found.add(
                    column.column(),
                    Texts.shown(headings.get(before)) + " and " + Texts.shown(headings.get(position))
                            + " are the same column",
                    "leave one of them out");
        }
    }

    /** The cell's text, trimmed; empty where the sheet or the line has none. */
    String cell(SheetLine line, SheetColumn column) {
        Integer position = positions.get(column);
        return position == null || position >= line.cells().size()
                ? ""
                : Texts.normalised(line.cells().get(position));
    }
}
