package io.renewals.standins.slack;

import java.util.Locale;

/**
 * A person of a workspace.
 *
 * @param id Slack user id, e.g. {@code U0MARIA}
 * @param team workspace id, e.g. {@code T0ACME}
 */
public record Member(String id, String team, String name, String realName, String email) {
    static Member named(String id, String team, String name, String realName) {
        return new Member(
                id, team, name, realName, name + "@" + team.substring(2).toLowerCase(Locale.ROOT) + ".example");
    }

    /** The direct-message channel between this person and the app: there is exactly one. */
    String channel() {
        return "D" + id.substring(1);
    }
}
