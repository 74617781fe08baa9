package io.renewals.actionservice.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** What Slack sends, whichever way it came. */
sealed interface Incoming {
    /** Slack's own id of it, the same when it sends it again; empty: none. */
    Optional<String> id();

    /** Workspace; empty where there is none. */
    String team();

    /** Member id of whoever did it. */
    String user();

    /** A click or a submitted form. */
    record Interaction(JsonNode payload) implements Incoming {
        @Override
        public Optional<String> id() {
            return Incoming.present(payload.path("trigger_id").asText(""));
        }

        @Override
        public String team() {
            return payload.path("team").path("id").asText("");
        }

        @Override
        public String user() {
            return payload.path("user").path("id").asText("");
        }

        String type() {
            return payload.path("type").asText("");
        }

        String responseUrl() {
            return payload.path("response_url").asText("");
        }
    }

    /** {@code /renewals …}. @param fields as Slack names them */
    record SlashCommand(Map<String, String> fields) implements Incoming {
        @Override
        public Optional<String> id() {
            return Incoming.present(fields.getOrDefault("trigger_id", ""));
        }

        @Override
        public String team() {
            return fields.getOrDefault("team_id", "");
        }

        @Override
        public String user() {
            return fields.getOrDefault("user_id", "");
        }

        String text() {
            return fields.getOrDefault("text", "").strip();
        }

        String responseUrl() {
            return fields.getOrDefault("response_url", "");
        }
    }

    /** Something happened in the workspace. */
    record Event(JsonNode body) implements Incoming {
        @Override
        public Optional<String> id() {
            return Incoming.present(body.path("event_id").asText(""));
        }

        @Override
        public String team() {
            return body.path("team_id").asText("");
        }

        @Override
        public String user() {
            return body.path("event").path("user").asText("");
        }

        boolean opensHome() {
            return body.path("event").path("type").asText().equals("app_home_opened")
                    && body.path("event").path("tab").asText("home").equals("home");
        }
    }

    /** Slack asks whether the address is ours. */
    record AddressCheck(String challenge) implements Incoming {
        @Override
        public Optional<String> id() {
            return Optional.empty();
        }

        @Override
        public String team() {
            return "";
        }

        @Override
        public String user() {
            return "";
        }
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() || text.length() > 500 ? Optional.empty() : Optional.of(text);
    }
}
