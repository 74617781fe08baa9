package io.renewals.actionservice.slack;

import io.renewals.actionservice.adapter.SlackRequests.Entry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The requests that this process has heard, the latest 10,000 of them. A copy that comes while the first one waits for the database must
 * not wait beside it: two that wait are two that can be told "not recorded", the second one even where the first was stored. What is
 * forgotten here, or was heard by another replica, the database knows.
 */
final class Copies {
    private static final int KEPT = 20_000;

    /** Proofs and clicks, the oldest first. */
    private final Map<String, Boolean> heard = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > KEPT;
        }
    };

    /** False: the same request, or the same click under another signature, was here. */
    synchronized boolean isFirst(Entry entry) {
        return keys(entry).filter(key -> heard.put(key, true) != null).count() == 0;
    }

    /** It came to nothing and nobody was told so: whoever sends it again is heard. */
    synchronized void forget(Entry entry) {
        keys(entry).forEach(heard::remove);
    }

    private static Stream<String> keys(Entry entry) {
        return Stream.concat(
                Stream.of("proof " + entry.tenant() + " " + entry.proof()),
                entry.click().map(click -> "click " + entry.tenant() + " " + click).stream());
    }
}
