package io.renewals.notifier.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A card as one reader is shown it at one moment.
 *
 * @param owner whose it is now
 * @param note why the reader is told; empty: as its purpose says
 * @param doubted true: an earlier message may or may not have arrived
 * @param replacing true: an earlier message can no longer be changed
 * @param today where the tenant is
 */
public record Reading(
        CardFacts facts,
        Standing standing,
        Person owner,
        Optional<ExceptionAsk> ask,
        Purpose purpose,
        Person reader,
        String note,
        boolean doubted,
        boolean replacing,
        LocalDate today) {

    boolean isOwners() {
        return reader.is(owner);
    }

    String renewal() {
        return "Renews " + away(facts.renewalDate()) + ", on " + facts.renewalDate();
    }

    String deadline() {
        return "Notice deadline " + away(facts.noticeDeadline()) + ", on " + facts.noticeDeadline();
    }

    private String away(String date) {
        long days = ChronoUnit.DAYS.between(today, LocalDate.parse(date));
        if (days == 0) {
            return "today";
        }
        String count = Math.abs(days) == 1 ? "1 day" : Math.abs(days) + " days";
        return days > 0 ? "in " + count : count + " ago";
    }
}
