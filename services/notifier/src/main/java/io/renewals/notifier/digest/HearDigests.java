package io.renewals.notifier.digest;

import io.renewals.events.DigestPrepared;
import io.renewals.schemas.Topics;
import io.renewals.store.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Every digest is one message, which waits in the table until its time. */
@ApplicationScoped
public class HearDigests {
    private final Inbox inbox;
    private final PostDigests posts;

    @Inject
    public HearDigests(Inbox inbox, PostDigests posts) {
        this.inbox = inbox;
        this.posts = posts;
    }

    @Incoming(Topics.DIGEST_PREPARED)
    @Blocking
    public void receive(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("post-digest", DigestPrepared.class, polled, Digests::take);
        posts.wake();
    }
}
