package io.renewals.notifier.domain;

/**
 * Somebody who is told of a card.
 *
 * @param id owner id of the rulebook
 * @param slackId member id; null: reached by mail
 */
public record Person(String id, String name, String email, String slackId) {
    public boolean is(Person other) {
        return id.equals(other.id) || email.equalsIgnoreCase(other.email);
    }
}
