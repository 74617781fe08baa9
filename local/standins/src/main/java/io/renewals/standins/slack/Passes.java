package io.renewals.standins.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The short-lived permissions an interaction hands out: trigger ids (3 s, once) and response URLs (30 min, 5 uses). */
final class Passes {
    static final Duration TRIGGER_LIFE = Duration.ofSeconds(3);
    static final Duration RESPONSE_LIFE = Duration.ofMinutes(30);
    static final int RESPONSE_USES = 5;

    /** Who interacted, and with which message ({@code ts} empty for none) or view. */
    record Origin(Member member, String ts, String viewId) {}

    private record Pass(Origin origin, Instant minted, int uses) {}

    private final InstantSource clock;
    private final Map<String, Pass> triggers = new HashMap<>();
    private final Map<String, Pass> responses = new HashMap<>();
    private long count;

    Passes(InstantSource clock) {
        this.clock = clock;
    }

    synchronized String trigger(Origin origin) {
        String id = "%d.%s.%s".formatted(++count, origin.member().team(), random());
        triggers.put(id, new Pass(origin, clock.instant(), 0));
        return id;
    }

    /** @throws SlackError when the id is unknown, older than 3 s or used already */
    synchronized Origin redeem(String id) {
        Pass pass = triggers.get(id);
        if (pass == null) {
            throw new SlackError("invalid_trigger_id");
        }
        if (pass.uses() > 0) {
            throw new SlackError("exchanged_trigger_id");
        }
        if (clock.instant().isAfter(pass.minted().plus(TRIGGER_LIFE))) {
            throw new SlackError("expired_trigger_id");
        }
        triggers.put(id, new Pass(pass.origin(), pass.minted(), 1));
        return pass.origin();
    }

    synchronized String response(Origin origin) {
        String token = random();
        responses.put(token, new Pass(origin, clock.instant(), 0));
        return token;
    }

    /** @throws SlackError expired_url after 30 minutes, used_url after five uses */
    synchronized Origin respond(String token) {
        Pass pass = responses.get(token);
        if (pass == null || clock.instant().isAfter(pass.minted().plus(RESPONSE_LIFE))) {
            throw new SlackError("expired_url");
        }
        if (pass.uses() >= RESPONSE_USES) {
            throw new SlackError("used_url");
        }
        responses.put(token, new Pass(pass.origin(), pass.minted(), pass.uses() + 1));
        return pass.origin();
    }

    synchronized void reset() {
        triggers.clear();
        responses.clear();
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
