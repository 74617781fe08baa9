package io.renewals.notifier.adapter;

import io.renewals.messaging.Ids;
import io.renewals.notifier.NotifierConfig;
import io.renewals.web.MailLink;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;

/** The one link of a mail, signed for its reader. */
@ApplicationScoped
public class DecisionLinks {
    private final MailLink links;
    private final String publicUrl;
    private final Clock clock;

    @Inject
    public DecisionLinks(NotifierConfig config, Clock clock) {
        this.links = new MailLink(config.sessionKey().orElse(""));
        this.publicUrl = config.publicUrl();
        this.clock = clock;
    }

    /** Another one for each mail; good from now on. */
    public URI to(String tenant, Ping ping, int attempt) {
        Ping.Key key = ping.key();
        String id = Ids.of(
                "mail-link", tenant, key.offerId(), key.recipient(), key.kind(), key.round(), key.occasion(), attempt);
        String token = links.token(new MailLink.Payload(
                tenant,
                key.offerId(),
                ping.facts().revision(),
                ping.reader().email(),
                MailLink.DECIDE,
                clock.instant().plus(MailLink.LIFETIME),
                id));
        return URI.create(publicUrl + "/links/" + token);
    }
}
