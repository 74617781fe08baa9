package io.renewals.rulebook;

/** An account that gets no offer. @param account account id @param reason shown where the offer would be */
public record LeaveAlone(String account, String reason) {
    public LeaveAlone {
        new Flaws()
                .requireLine(account, "/account")
                .requireLine(reason, "/reason")
                .throwIfAny();
    }
}
