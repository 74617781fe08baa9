package io.renewals.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in aligned columns. The widest columns give way first where a terminal is too narrow. */
final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 6;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param headings one that ends in {@code >} is a column of numbers, flush right */
    Table(String... headings) {
        this.headings = List.of(headings);
    }

    /** @param cells as many as headings; null is shown as a dash */
    Table row(Object... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + headings.size() + " columns");
        }
        rows.add(Arrays.stream(cells).map(Table::plain).toList());
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** @param width columns of the terminal; 0: never cut @param withHeadings false: rows only */
    List<String> lines(int width, boolean withHeadings) {
        int[] widths = fit(width, withHeadings);
        List<String> lines = new ArrayList<>();
        if (withHeadings) {
            lines.add(line(headings.stream().map(Table::name).toList(), widths));
        }
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int[] fit(int width, boolean withHeadings) {
        int[] widths = new int[headings.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = withHeadings ? name(headings.get(column)).length() : 1;
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        int room = width - GAP.length() * (widths.length - 1);
        while (width > 0 && Arrays.stream(widths).sum() > room) {
            int widest = 0;
            for (int column = 1; column < widths.length; column++) {
                widest = widths[column] > widths[widest] ? column : widest;
            }
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String text = cut(cells.get(column), widths[column]);
            String blank = " ".repeat(widths[column] - text.length());
            boolean number = headings.get(column).endsWith(">");
            line.append(column == 0 ? "" : GAP)
                    .append(number ? blank : "")
                    .append(text)
                    .append(number ? "" : blank);
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    private static String name(String heading) {
        return heading.endsWith(">") ? heading.substring(0, heading.length() - 1) : heading;
    }

    /** On one line, and without characters that would steer the terminal: names and notes come from outside. */
    static String plain(Object value) {
        if (value == null || value.toString().isBlank()) {
            return "-";
        }
        return value.toString().replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
    }
}
