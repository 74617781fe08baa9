package io.renewals.intake.domain;

import java.util.List;

/**
 * One line of a sheet, as it was read.
 *
 * @param number where it begins, from 1; the header is line 1
 * @param cells data, whatever they begin with: a cell such as {@code =1+1} is that text and is never computed
 */
public record SheetLine(int number, List<String> cells) {
    public SheetLine {
        cells = List.copyOf(cells);
    }

    /** The cells, readable. */
    public String content() {
        return String.join(" | ", cells);
    }

    boolean isBlank() {
        return cells.stream().allMatch(String::isBlank);
    }
}
