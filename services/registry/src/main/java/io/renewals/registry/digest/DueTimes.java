package io.renewals.registry.digest;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/** When something is due, by a Quartz expression in UTC. It is asked with a clock of the caller's, where a scheduler has its own. */
final class DueTimes {
    private final ExecutionTime times;

    private DueTimes(ExecutionTime times) {
        this.times = times;
    }

    /** @throws IllegalArgumentException for what is no Quartz expression */
    static DueTimes of(String quartz) {
        Cron cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ)).parse(quartz);
        return new DueTimes(ExecutionTime.forCron(cron));
    }

    /** The last due time up to now; empty: it was before today. */
    Optional<Instant> today(Instant now) {
        ZonedDateTime there = now.atZone(ZoneOffset.UTC);
        Optional<ZonedDateTime> last = times.isMatch(there) ? Optional.of(there) : times.lastExecution(there);
        return last.filter(at -> at.toLocalDate().equals(there.toLocalDate())).map(ZonedDateTime::toInstant);
    }

    static LocalDate day(Instant due) {
        return LocalDate.ofInstant(due, ZoneOffset.UTC);
    }
}
