package io.renewals.notifier.posting;

import io.micrometer.core.instrument.MeterRegistry;
import io.renewals.messaging.Patience;
import io.renewals.notifier.NotifierConfig;
import io.renewals.notifier.adapter.MessageFigures;
import io.renewals.notifier.adapter.OwnerMail;
import io.renewals.notifier.adapter.SlackDirect;
import io.renewals.notifier.adapter.SlackTokens;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Makes a poster for each matter. */
@ApplicationScoped
public class PostOffice {
    private final Transactions transactions;
    private final Rulebooks rulebooks;
    private final SlackTokens tokens;
    private final SlackDirect slack;
    private final OwnerMail mail;
    private final Patience patience;
    private final MeterRegistry meters;
    private final Clock clock;
    private final NotifierConfig config;

    @Inject
    PostOffice(
            Transactions transactions,
            Rulebooks rulebooks,
            SlackTokens tokens,
            SlackDirect slack,
            OwnerMail mail,
            Patience patience,
            MeterRegistry meters,
            Clock clock,
            NotifierConfig config) {
        this.transactions = transactions;
        this.rulebooks = rulebooks;
        this.tokens = tokens;
        this.slack = slack;
        this.mail = mail;
        this.patience = patience;
        this.meters = meters;
        this.clock = clock;
        this.config = config;
    }

    /** Registers the matter's metrics, so it is asked for once. The poster begins when it is started. */
    public Poster poster(Matter matter) {
        PostSteps steps = new PostSteps(matter, rulebooks, tokens, config);
        MessageFigures figures = new MessageFigures(transactions, meters, clock, matter.figures(), work -> {
            Posts posts = new Posts(work, matter.table());
            return new MessageFigures.Count(posts.counts(config.attempts()), posts.oldestDueSeconds());
        });
        return new Poster(matter, steps, figures, transactions, slack, mail, patience, config);
    }
}
