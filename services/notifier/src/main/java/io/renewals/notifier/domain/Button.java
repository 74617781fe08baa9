package io.renewals.notifier.domain;

/** What a reader can press. The ids are what action-service listens to. */
public enum Button {
    /** Only under the whole mail; without it the message has {@link #REVIEW} in its place. */
    APPROVE("approve", "Approve & send", "primary"),
    REVIEW("review", "Review", "primary"),
    EDIT("edit", "Edit", ""),
    SKIP("skip", "Skip", ""),
    LET_GO("skip", "Let it go", ""),
    EXCEPTION("exception", "Ask for an exception", ""),
    SNOOZE("snooze", "Snooze", ""),
    REASSIGN("reassign", "Reassign", ""),
    UNDO("undo", "Undo", ""),
    GRANT("exception_grant", "Grant", "primary"),
    REFUSE("exception_refuse", "Refuse", "danger");

    private final String action;
    private final String label;
    private final String style;

    Button(String action, String label, String style) {
        this.action = action;
        this.label = label;
        this.style = style;
    }

    public String action() {
        return action;
    }

    String label() {
        return label;
    }

    /** Slack's; empty: plain. */
    String style() {
        return style;
    }
}
