package io.renewals.actionservice.adapter;

import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState.Approval;
import io.renewals.store.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The approved mails of one tenant and their attempts, inside a transaction. Every change names the state it starts from. */
public final class MailStore {
    private final Work work;

    public MailStore(Work work) {
        this.work = work;
    }

    /** A mail that an attempt is under way for, or may begin. @param attempts begun so far */
    public record Mail(String offerId, int approval, String messageId, String sha256, int attempts) {}

    /** With the approval, in its transaction. */
    public void approve(Card card, Approval approval) {
        work.db()
                .createUpdate(
                        """
                        insert into approved_mail (tenant, offer_id, approval, message_id, sha256, state,
                            next_attempt_at, created_at)
                        values (:tenant, :offer, :approval, :messageId, :sha256, 'ready', :now, :now)""")
                .bind("tenant", work.tenant())
                .bind("offer", card.dossier().offerId())
                .bind("approval", approval.sequence())
                .bind("messageId", approval.messageId())
                .bind("sha256", card.message().sha256())
                .bind("now", work.now())
                .execute();
    }

    /** Nobody attempts it any more. False: an attempt has begun. */
    public boolean cancel(String offerId, String why) {
        return work.db()
                        .createUpdate(
                                """
                                update approved_mail set state = 'cancelled', detail = :why, ended_at = :now
                                where tenant = :tenant and offer_id = :offer and state = 'ready'""")
                        .bind("why", why)
                        .bind("now", work.now())
                        .bind("tenant", work.tenant())
                        .bind("offer", offerId)
                        .execute()
                == 1;
    }

    /** What a person found out about a mail in doubt. */
    public void resolve(String offerId, boolean arrived) {
        work.db()
                .createUpdate(
                        """
                        update approved_mail set state = :state, ended_at = :now
                        where tenant = :tenant and offer_id = :offer and state = 'unknown'""")
                .bind("state", arrived ? "sent" : "not_sent")
                .bind("now", work.now())
                .bind("tenant", work.tenant())
                .bind("offer", offerId)
                .execute();
    }

    /** Due mails with their cards locked; those that somebody else holds are passed over. */
    public List<Mail> lockDue(int most) {
        return work.db()
                .createQuery(
                        """
                        select mail.offer_id, mail.approval, mail.message_id, mail.sha256, mail.attempts
                        from approved_mail mail join card using (tenant, offer_id)
                        where mail.tenant = :tenant and mail.state = 'ready' and mail.next_attempt_at <= :now
                        order by mail.next_attempt_at, mail.offer_id limit :most
                        for update of mail, card skip locked""")
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .bind("most", most)
                .map((row, context) -> mail(row))
                .list();
    }

    /** The attempt that begins now. The lease has to be renewed while it lasts. */
    public void claim(Mail mail, String instance, Duration lease) {
        work.db()
                .createUpdate(
                        """
                        update approved_mail set state = 'claimed', attempts = attempts + 1, claimed_by = :instance,
                            lease_until = :lease
                        where tenant = :tenant and offer_id = :offer and approval = :approval and state = 'ready'""")
                .bind("instance", instance)
                .bind("lease", work.now().plus(lease))
                .bind("tenant", work.tenant())
                .bind("offer", mail.offerId())
                .bind("approval", mail.approval())
                .execute();
        work.db()
                .createUpdate(
                        """
                        insert into send_attempt (tenant, offer_id, approval, attempt, claimed_by, claimed_at)
                        values (:tenant, :offer, :approval, :attempt, :instance, :now)""")
                .bind("tenant", work.tenant())
                .bind("offer", mail.offerId())
                .bind("approval", mail.approval())
                .bind("attempt", mail.attempts() + 1)
                .bind("instance", instance)
                .bind("now", work.now())
                .execute();
    }

    public void renew(Collection<String> offerIds, String instance, Duration lease) {
        work.db()
                .createUpdate(
                        """
                        update approved_mail set lease_until = :lease
                        where tenant = :tenant and offer_id = any (:offers) and state = 'claimed'
                            and claimed_by = :instance""")
                .bind("lease", work.now().plus(lease))
                .bind("tenant", work.tenant())
                .bindArray("offers", String.class, List.copyOf(offerIds))
                .bind("instance", instance)
                .execute();
    }

    /** Whether this attempt is still the one that decides: nobody resolved it, no other was begun. Locks it. */
    public boolean lockAttempt(Mail mail, int attempt) {
        return work.db()
                .createQuery(
                        """
                        select state from approved_mail
                        where tenant = :tenant and offer_id = :offer and approval = :approval
                            and attempts = :attempt and state in ('claimed', 'unknown') for update""")
                .bind("tenant", work.tenant())
                .bind("offer", mail.offerId())
                .bind("approval", mail.approval())
                .bind("attempt", attempt)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    /**
     * What became of an attempt.
     *
     * @param state of the mail from now on: sent, unknown, failed or ready
     * @param outcome of the attempt, as recorded
     * @param next when a ready one is tried again
     */
    public void end(Mail mail, int attempt, String state, String outcome, String detail, Optional<Instant> next) {
        work.db()
                .createUpdate(
                        """
                        update approved_mail set state = :state, detail = :detail, claimed_by = null,
                            lease_until = null, next_attempt_at = coalesce(:next, next_attempt_at),
                            ended_at = case when :state in ('sent', 'failed') then cast(:now as timestamptz) end
                        where tenant = :tenant and offer_id = :offer and approval = :approval
                            and state in ('claimed', 'unknown')""")
                .bind("state", state)
                .bind("detail", detail)
                .bind("next", next.orElse(null))
                .bind("now", work.now())
                .bind("tenant", work.tenant())
                .bind("offer", mail.offerId())
                .bind("approval", mail.approval())
                .execute();
        work.db()
                .createUpdate(
                        """
                        update send_attempt set ended_at = :now, outcome = :outcome, detail = :detail
                        where tenant = :tenant and offer_id = :offer and approval = :approval and attempt = :attempt""")
                .bind("now", work.now())
                .bind("outcome", outcome)
                .bind("detail", detail)
                .bind("tenant", work.tenant())
                .bind("offer", mail.offerId())
                .bind("approval", mail.approval())
                .bind("attempt", attempt)
                .execute();
    }

    /** Attempts whose process no longer renews their lease, with their cards locked. */
    public List<Mail> lockAbandoned(int most) {
        return work.db()
                .createQuery(
                        """
                        select mail.offer_id, mail.approval, mail.message_id, mail.sha256, mail.attempts
                        from approved_mail mail join card using (tenant, offer_id)
                        where mail.tenant = :tenant and mail.state = 'claimed' and mail.lease_until < :now
                        order by mail.lease_until limit :most for update of mail, card skip locked""")
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .bind("most", most)
                .map((row, context) -> mail(row))
                .list();
    }

    private static Mail mail(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Mail(row.getString(1), row.getInt(2), row.getString(3), row.getString(4), row.getInt(5));
    }
}
