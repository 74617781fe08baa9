package io.renewals.actionservice.slack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be pressed in Slack: the {@code action_id} that our buttons carry; that of a form is its {@code callback_id} too. */
enum ActionId {
    /** On a message that shows the whole mail. */
    APPROVE(""),
    /** The ticked cards of the home tab. */
    BULK_APPROVE(""),
    REVIEW("The whole mail"),
    EDIT("Edit the offer"),
    EXCEPTION("Ask for an exception"),
    SKIP("Skip this renewal"),
    SNOOZE("Snooze this renewal"),
    REASSIGN("Give it to another"),
    UNDO("Undo"),
    EXCEPTION_GRANT("Grant the exception"),
    EXCEPTION_REFUSE("Refuse the exception");

    private final String title;

    ActionId(String title) {
        this.title = title;
    }

    /** Empty: nothing of ours. */
    static Optional<ActionId> of(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** False: pressing it decides. */
    boolean opensAForm() {
        return !title.isEmpty();
    }

    /** Of its form; empty: it opens none. */
    String title() {
        return title;
    }
}
