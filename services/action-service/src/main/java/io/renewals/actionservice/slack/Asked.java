package io.renewals.actionservice.slack;

import io.renewals.actionservice.domain.Command;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person decided, as it is stored before it is acknowledged and carried out after.
 *
 * @param slackId whose decision; who that is, is looked up again when it is carried out
 * @param wishes one for each card
 * @param responseUrl where the person is told what came of it; empty: not there
 * @param viewId the modal that shows what came of it; empty: none
 * @param home true: it came from the home tab, which shows what came of it
 */
record Asked(String slackId, List<Wish> wishes, String responseUrl, String viewId, boolean home) {
    Asked {
        wishes = List.copyOf(wishes);
    }

    /**
     * One card's.
     *
     * @param action by {@link ActionId#id()}
     * @param fields as typed, by the domain's names of them
     */
    record Wish(String action, String offer, int revision, String sha256, int sequence, Map<String, String> fields) {
        Wish {
            fields = Map.copyOf(fields);
        }

        static Wish of(ActionId action, Shown shown, Map<String, String> fields) {
            return new Wish(action.id(), shown.offer(), shown.revision(), shown.sha256(), shown.sequence(), fields);
        }

        /** True: one of several, of which none was looked at for itself. */
        boolean oneOfSeveral() {
            return action.equals(ActionId.BULK_APPROVE.id());
        }

        /** @throws IllegalArgumentException for what an earlier version knew and this one does not */
        Command command() {
            ActionId wanted = ActionId.of(action)
                    .orElseThrow(() -> new IllegalArgumentException("nothing is decided by " + action));
            return switch (wanted) {
                case APPROVE, REVIEW, BULK_APPROVE -> new Command.Approve(sha256, revision);
                case EDIT ->
                    new Command.Edit(sha256, revision, text("subject"), text("text"), text("plan"), number("discount"));
                case SKIP -> new Command.Skip(revision, text("reason"), given("note"), day("until"));
                case UNDO -> new Command.Undo(sequence > 0 ? Optional.of(sequence) : Optional.empty());
                case SNOOZE -> new Command.Snooze(revision, day("until").orElse(LocalDate.EPOCH), given("note"));
                case REASSIGN -> new Command.Reassign(revision, text("owner"), given("note"));
                case EXCEPTION ->
                    new Command.AskException(revision, sha256, text("plan"), number("discount"), text("reason"));
                case EXCEPTION_GRANT -> new Command.GrantException(revision, text("note"));
                case EXCEPTION_REFUSE -> new Command.RefuseException(revision, text("reason"));
            };
        }

        private String text(String field) {
            return fields.getOrDefault(field, "");
        }

        private Optional<String> given(String field) {
            return Optional.of(text(field).strip()).filter(text -> !text.isEmpty());
        }

        /** Slack's picker gives nothing else than a date; whatever else came is none. */
        private Optional<LocalDate> day(String field) {
            try {
                return given(field).map(LocalDate::parse);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        /** Null: no number. */
        private BigDecimal number(String field) {
            try {
                String typed = text(field).strip().replaceAll("\\s*%$", "");
                return typed.isEmpty() || typed.length() > 20 ? null : new BigDecimal(typed);
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }
}
