package io.renewals.notifier.digest;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.renewals.notifier.NotifierConfig;
import io.renewals.notifier.posting.PostOffice;
import io.renewals.notifier.posting.Poster;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Posts digests. */
@ApplicationScoped
public class PostDigests {
    private final Poster poster;

    @Inject
    PostDigests(PostOffice office, NotifierConfig config) {
        this.poster = office.poster(new Digests(config.publicUrl()));
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
