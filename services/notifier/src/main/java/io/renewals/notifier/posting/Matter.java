package io.renewals.notifier.posting;

import io.renewals.events.NotificationKind;
import io.renewals.notifier.adapter.MessageFigures;
import io.renewals.notifier.domain.CardLetter;
import io.renewals.notifier.domain.SlackMessage;
import io.renewals.store.Work;
import java.util.Optional;

/** What the posts of one table are about. */
public interface Matter {
    /** One word, for the log and the steps of events. */
    String name();

    PostTable table();

    NotificationKind kind();

    MessageFigures.Meaning figures();

    /** Makes posts of what waits to be told. */
    void gather(Work work);

    /** What a post says by now; empty: there is nothing left to say, and nobody is written to. */
    Optional<Words> words(Work work, Post post);

    /** The second part of the key of what is told about a post: an account, else its recipient. */
    String about(Post post);

    /** A post in either form. What can't be made of it is the post's own failure. */
    interface Words {
        /** @param attempt from 1; no two of them have a block's id in common */
        SlackMessage onSlack(int attempt);

        /** @param reminder true: it may have reached the recipient before */
        CardLetter byMail(boolean reminder);
    }
}
