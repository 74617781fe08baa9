package io.renewals.actionservice.sending;

import io.renewals.actionservice.adapter.CardStore;
import io.renewals.actionservice.adapter.FactsStore;
import io.renewals.actionservice.adapter.MailStore;
import io.renewals.actionservice.adapter.MailStore.Mail;
import io.renewals.actionservice.adapter.Recorder;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.Circumstances;
import io.renewals.actionservice.domain.Message;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.actionservice.domain.Sends;
import io.renewals.actionservice.sending.SendApprovedMail.Claimed;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.store.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What is written around an attempt: the claim before it, the outcome after it, and the doubt where no outcome came. */
final class SendSteps {
    private static final Logger LOG = Logger.getLogger(SendSteps.class);
    private static final int ABANDONED_AT_ONCE = 50;

    private final Rulebooks rulebooks;
    private final SendingConfig config;
    private final String instance;
    private final Message.Digest digest;

    SendSteps(Rulebooks rulebooks, SendingConfig config, String instance, Message.Digest digest) {
        this.rulebooks = rulebooks;
        this.config = config;
        this.instance = instance;
        this.digest = digest;
    }

    /** Claims due mails; one that may not leave any more is held, stale or expired instead, with its reason. */
    List<Claimed> claim(Work work, int most) {
        MailStore mails = new MailStore(work);
        CardStore cards = new CardStore(work);
        List<Claimed> claimed = new ArrayList<>();
        List<Mail> due = mails.lockDue(most);
        if (due.isEmpty()) {
            return claimed;
        }
        Optional<Rulebook> rulebook = rulebooks.inForce(work.tenant()).map(Rulebooks.Versioned::rulebook);
        if (rulebook.isEmpty()) {
            return claimed;
        }
        for (Mail mail : due) {
            Card card = cards.lock(mail.offerId()).orElseThrow();
            Circumstances now = new Circumstances(
                    rulebook.get(),
                    work.now(),
                    digest,
                    Optional.empty(),
                    Optional.empty(),
                    new FactsStore(work).ground(card.dossier()));
            switch (Sends.claim(card, mail.sha256(), now)) {
                case Sends.Claim.Begun begun -> {
                    cards.update(card, begun.card());
                    mails.claim(mail, instance, config.lease());
                    claimed.add(new Claimed(work.tenant(), mail, mail.attempts() + 1, card.message()));
                }
                case Sends.Claim.HeldBack held -> {
                    cards.update(held.held().before(), held.held().after());
                    mails.cancel(
                            mail.offerId(),
                            "held back: " + held.held().action().reason().orElseThrow());
                    new Recorder(work, rulebooks).record(held.held());
                }
                case Sends.Claim.NotApproved other ->
                    mails.cancel(mail.offerId(), "the card is " + card.status() + ", not approved");
            }
        }
        return claimed;
    }

    /** Writes what became of an attempt, unless a person or a later attempt has settled it. */
    void end(Work work, Claimed claimed, Delivery delivery) {
        MailStore mails = new MailStore(work);
        CardStore cards = new CardStore(work);
        Card card = cards.lock(claimed.mail().offerId()).orElseThrow();
        if (!mails.lockAttempt(claimed.mail(), claimed.attempt())) {
            LOG.warnf("mail outcome came too late message=%s", claimed.mail().messageId());
            return;
        }
        Instant now = work.now();
        switch (delivery) {
            case Delivery.Taken taken -> settle(work, claimed, Sends.taken(card, now), "sent", "taken", taken.detail());
            case Delivery.Refused refused ->
                settle(work, claimed, Sends.failed(card, refused.detail(), now), "failed", "refused", refused.detail());
            case Delivery.InDoubt doubt ->
                settle(work, claimed, Sends.inDoubt(card, doubt.detail(), now), "unknown", "in-doubt", doubt.detail());
            case Delivery.NotYet notYet -> postpone(work, card, claimed, notYet.detail());
        }
    }

    private void postpone(Work work, Card card, Claimed claimed, String detail) {
        if (claimed.attempt() >= config.attempts()) {
            String why = "given up after " + claimed.attempt() + " attempts: " + detail;
            settle(work, claimed, Sends.failed(card, why, work.now()), "failed", "not-handed-over", detail);
            return;
        }
        Sends.postponed(card).ifPresent(after -> new CardStore(work).update(card, after));
        Instant next = work.now().plus(pause(claimed.attempt()));
        new MailStore(work)
                .end(claimed.mail(), claimed.attempt(), "ready", "not-handed-over", detail, Optional.of(next));
    }

    private Duration pause(int attempt) {
        Duration pause = config.retryMin().multipliedBy(1L << Math.min(attempt - 1, 20));
        return pause.compareTo(config.retryMax()) < 0 ? pause : config.retryMax();
    }

    private void settle(Work work, Claimed claimed, Optional<Done> done, String state, String outcome, String detail) {
        if (done.isEmpty()) {
            return;
        }
        new CardStore(work).update(done.get().before(), done.get().after());
        new MailStore(work).end(claimed.mail(), claimed.attempt(), state, outcome, detail, Optional.empty());
        new Recorder(work, rulebooks).record(done.get());
    }

    /** Attempts that nobody keeps up any more: their process is gone, and with it the knowledge whether the mail left. */
    void giveUpAbandoned(Work work) {
        MailStore mails = new MailStore(work);
        for (Mail mail : mails.lockAbandoned(ABANDONED_AT_ONCE)) {
            Card card = new CardStore(work).lock(mail.offerId()).orElseThrow();
            String detail = "the process that was sending it stopped before it could say whether the mail left";
            Sends.inDoubt(card, detail, work.now()).ifPresent(done -> {
                new CardStore(work).update(done.before(), done.after());
                mails.end(mail, mail.attempts(), "unknown", "in-doubt", detail, Optional.empty());
                new Recorder(work, rulebooks).record(done);
            });
        }
    }
}
