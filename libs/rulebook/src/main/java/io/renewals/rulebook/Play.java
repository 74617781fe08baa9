package io.renewals.rulebook;

/** The move an offer makes. */
public enum Play {
    UPGRADE,
    LOYALTY,
    RIGHT_SIZE;

    /** As written in rulebooks and events: {@code right_size}. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
