package io.renewals.rulebook;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A person who decides renewals.
 *
 * @param slackId Slack member id; empty means e-mail
 * @param delegate owner id of who stands in during an absence
 * @param manager owner id of who hears of an escalation
 */
public record Owner(
        String id,
        String name,
        String email,
        Optional<String> slackId,
        Optional<String> delegate,
        Optional<String> manager,
        List<Absence> outOfOffice) {

    /** Days away, both included. */
    public record Absence(LocalDate from, LocalDate to) {
        public Absence {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            new Flaws()
                    .require(!to.isBefore(from), "/to", to + " is before " + from, "write the last day away")
                    .throwIfAny();
        }

        boolean covers(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    public Owner {
        Objects.requireNonNull(slackId, "slackId");
        Objects.requireNonNull(delegate, "delegate");
        Objects.requireNonNull(manager, "manager");
        outOfOffice = List.copyOf(outOfOffice);
        new Flaws()
                .requireId(id, "/id")
                .requireLine(name, "/name")
                .requireEmail(email, "/email")
                .require(
                        delegate.isEmpty() || !delegate.get().equals(id),
                        "/delegate",
                        "names the owner itself",
                        "name somebody else")
                .require(
                        manager.isEmpty() || !manager.get().equals(id),
                        "/manager",
                        "names the owner itself",
                        "name somebody else or leave it out")
                .throwIfAny();
    }

    /** What stands after the @. */
    public String emailDomain() {
        return email.substring(email.lastIndexOf('@') + 1);
    }

    public boolean isAwayOn(LocalDate day) {
        return outOfOffice.stream().anyMatch(absence -> absence.covers(day));
    }
}
