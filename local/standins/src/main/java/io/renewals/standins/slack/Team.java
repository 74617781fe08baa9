package io.renewals.standins.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.Json;
import java.util.Locale;

/**
 * A workspace the app is installed in.
 *
 * @param id e.g. {@code T0ACME}
 */
public record Team(String id) {
    static final String APP = "A0RENEWALS";

    /** {@code acme} for {@code T0ACME}. */
    String domain() {
        return id.substring(Math.min(2, id.length())).toLowerCase(Locale.ROOT);
    }

    String botUser() {
        return "U0BOT" + id.substring(Math.min(2, id.length()));
    }

    String botId() {
        return "B0BOT" + id.substring(Math.min(2, id.length()));
    }

    ObjectNode asSlack() {
        return Json.object().put("id", id).put("domain", domain());
    }
}
