package io.renewals.notifier.digest;

import io.renewals.events.DigestPrepared;
import io.renewals.events.NotificationKind;
import io.renewals.messaging.Received;
import io.renewals.notifier.adapter.MessageFigures;
import io.renewals.notifier.digest.domain.DigestBlocks;
import io.renewals.notifier.digest.domain.DigestFacts;
import io.renewals.notifier.digest.domain.DigestLetter;
import io.renewals.notifier.domain.CardLetter;
import io.renewals.notifier.domain.SlackMessage;
import io.renewals.notifier.posting.Matter;
import io.renewals.notifier.posting.Post;
import io.renewals.notifier.posting.PostTable;
import io.renewals.notifier.posting.Posts;
import io.renewals.store.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Digests as posts: each is written out in its event, and never changes. */
record Digests(String publicUrl) implements Matter {
    private static final PostTable TABLE = new PostTable("digest_post", "digest_id", "digest");
    private static final MessageFigures.Meaning FIGURES = new MessageFigures.Meaning(
            "renewals.digest.posts",
            "renewals.digest.posts.oldest.due.seconds",
            "renewals.digest.attempts",
            "Digests to owners by status, of the last eight days",
            "Age of the due digest that waits longest",
            Duration.ofSeconds(30));

    /** A digest that is known is not taken again, whatever its event's id. */
    static void take(List<Received<DigestPrepared>> events, Work work) {
        new Posts(work, TABLE)
                .add(events.stream()
                        .map(event -> {
                            DigestFacts facts = DigestJson.facts(event.body());
                            return new Posts.Fresh(
                                    facts.digestId(),
                                    facts.recipient().id(),
                                    event.body().getCorrelationId(),
                                    event.id(),
                                    DigestJson.write(facts));
                        })
                        .toList());
    }

    @Override
    public String name() {
        return "digest";
    }

    @Override
    public PostTable table() {
        return TABLE;
    }

    @Override
    public NotificationKind kind() {
        return NotificationKind.DIGEST;
    }

    @Override
    public MessageFigures.Meaning figures() {
        return FIGURES;
    }

    @Override
    public void gather(Work work) {
        // Each event is a post already.
    }

    @Override
    public Optional<Words> words(Work work, Post post) {
        return Optional.of(new Written(post.facts(), publicUrl));
    }

    /** Not about an account: the key is the recipient's, as the digest's own event has it. */
    @Override
    public String about(Post post) {
        return post.to().id();
    }

    private record Written(String facts, String publicUrl) implements Words {
        @Override
        public SlackMessage onSlack(int attempt) {
            return DigestBlocks.render(DigestJson.read(facts), publicUrl, "d" + attempt);
        }

        @Override
        public CardLetter byMail(boolean reminder) {
            return DigestLetter.of(DigestJson.read(facts), reminder, publicUrl);
        }
    }
}
