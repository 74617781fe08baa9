package io.renewals.registry.web;

import java.util.List;

/** The first rows of something. @param more whether there are others, which the page then says */
public record Listing<T>(List<T> rows, boolean more) {
    public Listing {
        rows = List.copyOf(rows);
    }

    /** @param found one more than shall be shown, where there are as many */
    static <T> Listing<T> of(List<T> found, int most) {
        return new Listing<>(found.subList(0, Math.min(most, found.size())), found.size() > most);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }
}
