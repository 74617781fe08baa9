package io.renewals.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** Lists that a service answers in pages, with {@code next} as the {@code after} of the following one. */
final class Pages {
    private Pages() {}

    /**
     * The first page with the rows of all that follow added.
     *
     * @param rows name of the array
     * @param limit how many rows at most; what is beyond is not asked for, and {@code next} then says where it begins
     */
    static ObjectNode all(Api api, String path, Map<String, String> query, String rows, int limit) {
        if (!(api.get(path, query) instanceof ObjectNode first)) {
            throw Failure.of(Exit.UNREACHABLE, "not-the-service", path + " answered no object", "is --url right?");
        }
        ArrayNode collected = first.withArray(rows);
        while (first.hasNonNull("next") && collected.size() < limit) {
            Map<String, String> following = new HashMap<>(query);
            following.put("after", first.get("next").asText());
            JsonNode page = api.get(path, following);
            page.path(rows).forEach(collected::add);
            first.set("next", page.get("next"));
        }
        return first;
    }
}
