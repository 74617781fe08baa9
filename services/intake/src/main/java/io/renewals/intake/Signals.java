package io.renewals.intake;

import io.renewals.events.Lane;
import io.renewals.intake.adapter.Accepted;
import io.renewals.intake.adapter.FirstTime;
import io.renewals.intake.adapter.Occasion;
import io.renewals.intake.adapter.Refusal;
import io.renewals.intake.adapter.Rejections;
import io.renewals.intake.adapter.SignalLines;
import io.renewals.intake.domain.Checked;
import io.renewals.intake.domain.Reason;
import io.renewals.intake.domain.Signal;
import io.renewals.messaging.Ids;
import io.renewals.schemas.Topics;
import io.renewals.store.Transactions;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Signals by upload, through the checks that reported ones pass. A line that came before has no second effect. */
@ApplicationScoped
public class Signals {
    private static final String HANDLER = "signals-upload";
    private static final String SOURCE = "/upload";

    private final Transactions transactions;
    private final Rejections rejections;
    private final Checks checks;

    @Inject
    public Signals(Transactions transactions, Rejections rejections, Checks checks) {
        this.transactions = transactions;
        this.rejections = rejections;
        this.checks = checks;
    }

    public record RefusedLine(int line, String account, List<Reason> reasons) {}

    /** @param known lines that were uploaded before, accepted or refused then */
    public record Result(int lines, int accepted, int known, List<RefusedLine> refused) {}

    public Result load(String tenant, String text) {
        return transactions.inTenant(tenant, work -> {
            List<SignalLines.Line> lines = SignalLines.read(text, checks.reports(), work.now());
            Set<String> fresh = FirstTime.of(
                    work,
                    HANDLER,
                    SOURCE,
                    lines.stream().map(line -> id(work, line)).toList());
            List<RefusedLine> refused = new ArrayList<>();
            List<Refusal> refusals = new ArrayList<>();
            int accepted = 0;
            int known = 0;
            for (SignalLines.Line line : lines) {
                String id = id(work, line);
                boolean isFresh = fresh.remove(id);
                known += isFresh ? 0 : 1;
                Occasion occasion = new Occasion(work.tenant(), Lane.SHEET, "signals by upload", id, id, "signal");
                switch (line.checked()) {
                    case Checked.Accepted<Signal> signal -> {
                        accepted++;
                        if (isFresh) {
                            work.publish(
                                    Topics.ACCOUNT_ACCEPTED,
                                    occasion.step(),
                                    Accepted.signal(occasion, line.account(), signal.value()));
                        }
                    }
                    case Checked.Refused<Signal> no -> {
                        refused.add(new RefusedLine(line.number(), line.account(), no.reasons()));
                        if (isFresh) {
                            refusals.add(refusal(occasion, line, no.reasons()));
                        }
                    }
                }
            }
            rejections.record(work, refusals);
            return new Result(lines.size(), accepted, known, refused);
        });
    }

    private static Refusal refusal(Occasion occasion, SignalLines.Line line, List<Reason> reasons) {
        return new Refusal(
                occasion, line.account().replace('/', '_'), Optional.of(line.number()), reasons, line.text());
    }

    /** The same content is the same signal, wherever in whichever file it stands. */
    private static String id(Work work, SignalLines.Line line) {
        return Ids.of("signal", work.tenant(), Ids.sha256(line.text().getBytes(StandardCharsets.UTF_8)));
    }
}
