package io.renewals.auditsink;

import java.util.Optional;

/** Key of an entry on its topic: tenant/sequence. */
record EntryKey(String tenant, long sequence) {
    /** Empty: no such key. */
    static Optional<EntryKey> of(String key) {
        int slash = key == null ? -1 : key.lastIndexOf('/');
        if (slash < 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(new EntryKey(key.substring(0, slash), Long.parseLong(key.substring(slash + 1))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
