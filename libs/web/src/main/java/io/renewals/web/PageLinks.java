package io.renewals.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a keyset-paged list goes on, for the pager: <code>{#pager links=links /}</code>.
 *
 * @param first link to the start; empty on the first page
 * @param next link to the next page; empty on the last
 */
public record PageLinks(Optional<String> first, Optional<String> next) {

    public static final PageLinks NONE = new PageLinks(Optional.empty(), Optional.empty());

    /**
     * @param path of the list, absolute
     * @param filters query parameters that every page keeps; blank values are left out
     * @param after this page's own key, empty on the first page
     * @param nextAfter key of this page's last row where more rows follow
     */
    public static PageLinks of(
            String path, Map<String, String> filters, Optional<String> after, Optional<String> nextAfter) {
        return new PageLinks(
                after.map(key -> link(path, filters)), nextAfter.map(key -> link(path, with(filters, "after", key))));
    }

    private static Map<String, String> with(Map<String, String> filters, String name, String value) {
        var all = new TreeMap<>(filters);
        all.put(name, value);
        return all;
    }

    private static String link(String path, Map<String, String> parameters) {
        String query = new TreeMap<>(parameters)
                .entrySet().stream()
                        .filter(entry -> !entry.getValue().isBlank())
                        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
