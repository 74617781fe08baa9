package io.renewals.notifier.posting;

/**
 * A table of posts; all of them have the same columns.
 *
 * @param id column of a post's id
 * @param first what the column {@code kind} says of a post that is no reminder
 */
public record PostTable(String name, String id, String first) {
    static final String REMINDER = "reminder";
}
