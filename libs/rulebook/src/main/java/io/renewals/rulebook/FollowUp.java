package io.renewals.rulebook;

/**
 * What happens to a card nobody acts on, in hours after its ping, and to a skip that comes back, in days.
 */
public record FollowUp(int requeueDays, int reminderHours, int escalationHours) {
    public FollowUp {
        new Flaws()
                .require(requeueDays >= 1 && requeueDays <= 90, "/requeue_days", "is not 1 to 90", "write days")
                .require(reminderHours >= 1, "/reminder_hours", "is below 1", "write hours")
                .require(
                        escalationHours > reminderHours,
                        "/escalation_hours",
                        "is not after the reminder",
                        "write more hours than reminder_hours")
                .throwIfAny();
    }
}
