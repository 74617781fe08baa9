package io.renewals.simulation;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** When the services' scheduled methods run: crons at their times, UTC; what runs every so often once in an hour, or as seldom as it says. */
final class Schedule {
    /** Seconds into the hour at which what runs every so often runs. */
    static final int EVERY_AT_S = 30;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final CronParser CRONS =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));

    private final List<Timed> jobs;

    /** One run of a job. */
    record Run(Instant at, Service.Job job) {}

    /** @param turn seconds after the others, so that no two of them run at one instant */
    private record Timed(Service.Job job, Optional<ExecutionTime> cron, Duration every, int turn) {
        Optional<Instant> firstFrom(Instant start) {
            if (cron.isPresent()) {
                ZonedDateTime before = start.atZone(ZoneOffset.UTC).minusSeconds(1);
                return cron.get().nextExecution(before).map(ZonedDateTime::toInstant);
            }
            long interval = Math.max(every.toSeconds(), HOUR.toSeconds());
            long begun = Math.ceilDiv(start.getEpochSecond() - EVERY_AT_S - turn, interval);
            return Optional.of(Instant.ofEpochSecond(begun * interval + EVERY_AT_S + turn));
        }

        /** Whether an hour without it would leave something undone. */
        boolean isSeldom() {
            return cron.isPresent()
                    ? !cron.get()
                            .nextExecution(ZonedDateTime.parse("2027-01-01T10:59:59Z"))
                            .orElseThrow()
                            .isBefore(ZonedDateTime.parse("2027-01-01T12:00:00Z"))
                    : every.compareTo(HOUR) > 0;
        }
    }

    Schedule(List<Service.Job> jobs) {
        List<Timed> timed = new ArrayList<>();
        jobs.stream()
                .filter(job -> !job.cron().equals("off") && !job.every().equals("off"))
                .forEach(job -> timed.add(timed(job, timed.size())));
        this.jobs = List.copyOf(timed);
    }

    private static Timed timed(Service.Job job, int turn) {
        return job.cron().isEmpty()
                ? new Timed(job, Optional.empty(), DurationConverter.parseDuration(job.every()), turn)
                : new Timed(job, Optional.of(ExecutionTime.forCron(CRONS.parse(job.cron()))), HOUR, turn);
    }

    /** In order. */
    List<Run> within(Instant from, Instant end) {
        List<Run> runs = new ArrayList<>();
        for (Timed timed : jobs) {
            Optional<Instant> at = timed.firstFrom(from).filter(first -> first.isBefore(end));
            while (at.isPresent()) {
                runs.add(new Run(at.get(), timed.job()));
                at = timed.firstFrom(at.get().plusSeconds(1)).filter(next -> next.isBefore(end));
            }
        }
        runs.sort(Comparator.comparing(Run::at));
        return runs;
    }

    boolean hasSeldomWithin(Instant from, Instant end) {
        return jobs.stream().filter(Timed::isSeldom).anyMatch(timed -> timed.firstFrom(from)
                .filter(first -> first.isBefore(end))
                .isPresent());
    }

    Service.Job named(String simpleNameAndMethod) {
        return jobs.stream()
                .map(Timed::job)
                .filter(job -> job.toString().endsWith("." + simpleNameAndMethod))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no job " + simpleNameAndMethod));
    }
}
