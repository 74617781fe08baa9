package io.renewals.simulation;

import io.renewals.actionservice.domain.Command;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What somebody wants done with a card they look at: anything a surface offers, sensible or not. */
final class Wishes {
    private static final List<String> REASONS =
            List.of("handling_by_hand", "already_churned", "not_ready_yet", "other");
    private static final BigDecimal EXCEPTION_CAP = BigDecimal.valueOf(25);

    private final Random random;

    Wishes(Random random) {
        this.random = random;
    }

    Command of(Look.Shown card, LocalDate today) {
        int dice = random.nextInt(100);
        if (dice < 42 && card.status().equals("queued")) {
            return new Command.Approve(card.sha256(), card.revision());
        }
        if (dice < 52) {
            return edit(card, card.discount());
        }
        if (dice < 56) {
            return edit(card, card.cap().add(BigDecimal.valueOf(1 + random.nextInt(20))));
        }
        if (dice < 63) {
            BigDecimal over = card.cap()
                    .add(EXCEPTION_CAP.subtract(card.cap()).multiply(BigDecimal.valueOf(random.nextInt(12), 1)));
            return new Command.AskException(
                    card.revision(),
                    card.sha256(),
                    card.plan(),
                    over.setScale(2, java.math.RoundingMode.HALF_EVEN),
                    "a competitor bids lower");
        }
        if (dice < 72) {
            return new Command.Snooze(
                    card.revision(), today.plusDays(random.nextInt(12)), Optional.of("after their meeting"));
        }
        if (dice < 78) {
            String other = Cast.PEOPLE.get(random.nextInt(Cast.PEOPLE.size())).id();
            return new Command.Reassign(card.revision(), other, Optional.empty());
        }
        String reason = REASONS.get(random.nextInt(REASONS.size()));
        Optional<LocalDate> until = reason.equals("not_ready_yet") && random.nextBoolean()
                ? Optional.of(today.plusDays(1 + random.nextInt(12)))
                : Optional.empty();
        return new Command.Skip(card.revision(), reason, Optional.of("said on the phone"), until);
    }

    /** An approver's answer to a request. */
    Command onException(Look.Shown card) {
        return random.nextInt(5) < 3
                ? new Command.GrantException(card.revision(), "agreed")
                : new Command.RefuseException(card.revision(), "they stay anyway");
    }

    private static Command edit(Look.Shown card, BigDecimal discount) {
        return new Command.Edit(
                card.sha256(),
                card.revision(),
                card.subject(),
                card.text() + "\nDo call me whenever you like.",
                card.plan(),
                discount);
    }
}
