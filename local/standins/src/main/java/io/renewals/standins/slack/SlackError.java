package io.renewals.standins.slack;

import java.util.List;

/** A refusal as the Web API words it: {@code {"ok":false,"error":code}} with the reasons in response_metadata. */
final class SlackError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> messages;

    SlackError(String code) {
        this(code, List.of());
    }

    SlackError(String code, List<String> messages) {
        super(code);
        this.messages = messages;
    }

    String code() {
        return getMessage();
    }

    List<String> messages() {
        return messages;
    }
}
