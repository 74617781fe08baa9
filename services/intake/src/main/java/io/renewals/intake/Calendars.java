package io.renewals.intake;

import io.renewals.events.ActivityRecorded;
import io.renewals.events.Lane;
import io.renewals.intake.adapter.CalendarEvents;
import io.renewals.intake.adapter.CalendarLines;
import io.renewals.intake.adapter.FirstTime;
import io.renewals.intake.adapter.KnownAccounts;
import io.renewals.intake.adapter.Occasion;
import io.renewals.intake.adapter.ProposalsMade;
import io.renewals.intake.adapter.ProposalsMade.Fresh;
import io.renewals.intake.adapter.ProposalsMade.Made;
import io.renewals.intake.adapter.ProposalsMade.TakenBack;
import io.renewals.intake.adapter.Proposed;
import io.renewals.intake.adapter.Refusal;
import io.renewals.intake.adapter.Rejections;
import io.renewals.intake.domain.AccountId;
import io.renewals.intake.domain.CalendarEvent;
import io.renewals.intake.domain.CalendarReading;
import io.renewals.intake.domain.CalendarReading.RefusedEvent;
import io.renewals.intake.domain.KnownBook;
import io.renewals.intake.domain.Mentioned;
import io.renewals.messaging.Ids;
import io.renewals.rulebook.TenantZone;
import io.renewals.schemas.Topics;
import io.renewals.store.Transactions;
import io.renewals.store.Work;
import io.renewals.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calendars: a renewal that stands on another day than the one known becomes a proposal, for a person to decide. What can't be matched
 * or read is refused, event by event; the file again looks at it again. What was proposed or refused before is not told twice;
 * what an event no longer says is taken back.
 */
@ApplicationScoped
public class Calendars {
    private static final String HANDLER = "calendar-refusals";
    private static final String SOURCE = "/calendar";
    private static final String REFUSED_STEP = "event";

    private final Transactions transactions;
    private final Rejections rejections;
    private final Checks checks;
    private final TenantZone zones;
    private final IntakeConfig config;
    private final Clock clock;

    @Inject
    public Calendars(
            Transactions transactions,
            Rejections rejections,
            Checks checks,
            TenantZone zones,
            IntakeConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.rejections = rejections;
        this.checks = checks;
        this.zones = zones;
        this.config = config;
        this.clock = clock;
    }

    /** @param made what is proposed and taken back now, of {@code reading} */
    public record Result(CalendarReading reading, Made made) {}

    /** @throws Problem.Raised 422 where the file as a whole can't be read */
    public Result dryRun(String tenant, byte[] content) {
        Contents contents = contents(tenant, content);
        return transactions.inTenant(tenant, work -> {
            CalendarReading reading = reading(work, contents);
            return new Result(reading, ProposalsMade.of(work, reading, contents.today()));
        });
    }

    /**
     * @param origin file name or URL
     * @param by mail address, or {@code watch}
     * @throws Problem.Raised 422 where the file as a whole can't be read
     */
    public Result apply(String tenant, byte[] content, String origin, String by) {
        Contents contents = contents(tenant, content);
        return transactions.inTenant(tenant, work -> {
            CalendarReading reading = reading(work, contents);
            Made made = ProposalsMade.keep(work, ProposalsMade.of(work, reading, contents.today()));
            for (TakenBack each : made.takenBack()) {
                Occasion occasion = occasion(work, origin, each.settled().event(), each.id(), "taken-back");
                work.publish(Topics.ACCOUNT_PROPOSED, occasion.step(), Proposed.event(occasion, each));
            }
            for (Fresh each : made.fresh()) {
                Occasion occasion = occasion(work, origin, each.moved().event(), each.id(), "proposed");
                work.publish(Topics.ACCOUNT_PROPOSED, occasion.step(), Proposed.event(occasion, each));
            }
            int refused = refuse(work, origin, reading.refused());
            if (!made.fresh().isEmpty() || !made.takenBack().isEmpty() || refused > 0) {
                work.publish(Topics.ACTIVITY_RECORDED, "calendar", activity(work, origin, by, reading, made));
            }
            return new Result(reading, made);
        });
    }

    /** What a file says by itself. @param today where the tenant is */
    private record Contents(
            CalendarEvents.Read events, List<RefusedEvent> broken, Mentioned mentioned, LocalDate today) {}

    /** Before any transaction: a large file takes its time, and no connection is to wait for it. */
    private Contents contents(String tenant, byte[] content) {
        ZoneId zone = zones.zone(tenant);
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        try {
            CalendarLines lines = CalendarLines.read(content, config.maxCalendarEvents());
            CalendarEvents.Read events = new CalendarEvents(lines, zone, today).read();
            return new Contents(events, lines.broken(), Mentioned.in(events.events()), today);
        } catch (CalendarLines.Unreadable e) {
            throw Problem.refused(
                            "The file can't be read as a calendar; nothing of it was taken.",
                            new Problem.FieldError("file", e.getMessage(), e.advice()))
                    .withType("calendar-unreadable")
                    .raised();
        }
    }

    private CalendarReading reading(Work work, Contents contents) {
        KnownBook book = KnownAccounts.of(work, contents.mentioned());
        return checks.calendars()
                .read(
                        contents.events().events(),
                        contents.events().skipped(),
                        contents.broken(),
                        book,
                        contents.today());
    }

    /**
     * Those that were refused for the same reasons before are on the page already. The inbox forgets in time, and then says it once more:
     * whoever was to put it right has not.
     *
     * @return how many were not
     */
    private int refuse(Work work, String origin, List<RefusedEvent> refused) {
        Set<String> fresh = FirstTime.of(
                work,
                HANDLER,
                SOURCE,
                refused.stream().map(event -> refusalId(work, event)).toList());
        List<Refusal> refusals = new ArrayList<>();
        for (RefusedEvent event : refused) {
            String id = refusalId(work, event);
            if (fresh.remove(id)) {
                refusals.add(new Refusal(
                        new Occasion(
                                work.tenant(),
                                Lane.CALENDAR,
                                origin(origin, event.line(), event.where()),
                                id,
                                id,
                                REFUSED_STEP),
                        event.account().replace('/', '_'),
                        Optional.of(event.line()),
                        event.reasons(),
                        event.content()));
            }
        }
        rejections.record(work, refusals);
        return refusals.size();
    }

    private static String refusalId(Work work, RefusedEvent event) {
        return Ids.of(
                "calendar-refusal", work.tenant(), Ids.sha256(event.identity().getBytes(StandardCharsets.UTF_8)));
    }

    private static Occasion occasion(Work work, String origin, CalendarEvent event, String id, String step) {
        return new Occasion(work.tenant(), Lane.CALENDAR, origin(origin, event.line(), event.where()), id, id, step);
    }

    private static String origin(String origin, int line, String where) {
        return "calendar " + origin + ", line " + line + ", " + where;
    }

    private static ActivityRecorded activity(Work work, String origin, String by, CalendarReading reading, Made made) {
        String cause = Ids.of("calendar", work.tenant(), origin, by, work.now());
        return ActivityRecorded.newBuilder()
                .setTenant(work.tenant())
                .setAccount(AccountId.MISSING)
                .setCorrelationId(cause)
                .setCausationId(cause)
                .setKind("admin-act")
                .setActor(by)
                .setSummary("read a calendar")
                .setDetails(Map.of(
                        "origin", origin,
                        "events", String.valueOf(reading.events()),
                        "proposed", String.valueOf(made.fresh().size()),
                        "takenBack", String.valueOf(made.takenBack().size()),
                        "unchanged", String.valueOf(reading.same().size()),
                        "refused", String.valueOf(reading.refused().size())))
                .setOfferId(null)
                .setAt(work.now())
                .build();
    }
}
