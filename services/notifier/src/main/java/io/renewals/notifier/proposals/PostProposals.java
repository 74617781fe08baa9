package io.renewals.notifier.proposals;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.renewals.notifier.NotifierConfig;
import io.renewals.notifier.posting.PostOffice;
import io.renewals.notifier.posting.Poster;
import io.renewals.rulebookfeed.Rulebooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Posts what tells of proposals. */
@ApplicationScoped
public class PostProposals {
    private final Poster poster;

    @Inject
    PostProposals(PostOffice office, Rulebooks rulebooks, NotifierConfig config) {
        this.poster = office.poster(new Proposals(rulebooks, config));
    }

    void start(@Observes StartupEvent event) {
        poster.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        poster.stop();
    }

    void wake() {
        poster.wake();
    }

    /** Posts all that is due for a tenant now, in this thread. */
    public void postDue(String tenant) {
        poster.postDue(tenant);
    }
}
