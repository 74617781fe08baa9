package io.renewals.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.renewals.events.AccountAccepted;
import io.renewals.intake.adapter.EventJson;
import io.renewals.intake.adapter.Occasion;
import io.renewals.intake.adapter.Refusal;
import io.renewals.intake.adapter.Rejections;
import io.renewals.intake.domain.Checked;
import io.renewals.messaging.Codec;
import io.renewals.messaging.Received;
import io.renewals.schemas.Topics;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Answers each report with {@code account.accepted} or {@code account.rejected}. */
@ApplicationScoped
public class Answers {
    private final Rejections rejections;
    private final MeterRegistry meters;

    @Inject
    public Answers(Rejections rejections, MeterRegistry meters) {
        this.rejections = rejections;
        this.meters = meters;
    }

    /**
     * @param handler tells the events of reports apart that share an id by mistake
     * @param check pure: the report and its occasion to the facts, or the reasons against them
     */
    <T extends SpecificRecord> void give(
            String handler,
            List<Received<T>> reports,
            Work work,
            BiFunction<T, Occasion, Checked<AccountAccepted>> check) {
        give(handler, reports, work, report -> Occasion.of(handler, report), check);
    }

    /** @param occasions where a report came from, if not from the event itself */
    <T extends SpecificRecord> void give(
            String handler,
            List<Received<T>> reports,
            Work work,
            Function<Received<T>, Occasion> occasions,
            BiFunction<T, Occasion, Checked<AccountAccepted>> check) {
        List<Refusal> refusals = new ArrayList<>();
        for (Received<T> report : reports) {
            Occasion occasion = occasions.apply(report);
            switch (check.apply(report.body(), occasion)) {
                case Checked.Accepted<AccountAccepted> accepted ->
                    work.publish(Topics.ACCOUNT_ACCEPTED, occasion.step(), accepted.value());
                case Checked.Refused<AccountAccepted> refused ->
                    refusals.add(new Refusal(
                            occasion,
                            account(report),
                            Optional.empty(),
                            refused.reasons(),
                            EventJson.of(report.body())));
            }
        }
        rejections.record(work, refusals);
        meters.counter("renewals.reports.refused", "handler", handler).increment(refusals.size());
    }

    /** The key agrees with the body: the codec saw to it. */
    private static String account(Received<?> report) {
        return Codec.key(report.body()).substring(report.tenant().length() + 1);
    }
}
