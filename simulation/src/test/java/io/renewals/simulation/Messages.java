package io.renewals.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Mails and pings: each once, and none that nobody decided on. */
final class Messages {
    private final Product product;
    private final Look look;
    private int customersSeen;
    private int ownersSeen;
    private final Map<String, String> mailOfCycle = new HashMap<>();
    private final Set<String> ownerMails = new HashSet<>();

    Messages(Product product, Look look) {
        this.product = product;
        this.look = look;
    }

    void hold() {
        oneMailACycle();
        nobodyToldTwice();
        asManyArriveAsAreSent();
    }

    private void oneMailACycle() {
        List<Mailboxes.Arrived> arrived = product.mail().customers();
        for (Mailboxes.Arrived mail : arrived.subList(customersSeen, arrived.size())) {
            List<String> cycles = look.all(
                    """
                    select card.account || ' cycle ' || card.cycle_no from action_service.approved_mail mail
                    join action_service.card card using (tenant, offer_id)
                    where mail.message_id = ? and mail.state = 'sent' and card.mail_to = ?""",
                    row -> row.getString(1),
                    mail.messageId(),
                    mail.to());
            Invariants.check(cycles.size() == 1, "a mail to " + mail.to() + " that no approval stands for: " + mail);
            String before = mailOfCycle.put(cycles.getFirst(), mail.messageId());
            Invariants.check(
                    before == null || isTakenBack(before),
                    "account " + cycles.getFirst() + " got two mails: " + before + " and " + mail.messageId());
        }
        customersSeen = arrived.size();
        long sent = look.count("select count(*) from action_service.approved_mail where state = 'sent'");
        Invariants.check(sent == customersSeen, sent + " mails are sent, " + customersSeen + " arrived");
    }

    /** A person undid the offer after its mail had left, so that a follow-up is wanted. */
    private boolean isTakenBack(String messageId) {
        return look.count(
                        """
                        select count(*) from action_service.approved_mail mail
                        join action_service.card_action act on act.tenant = mail.tenant and act.offer_id = mail.offer_id
                        where mail.message_id = ? and act.action = 'UNDONE' and act.sequence > mail.approval + 1
                          and act.actor <> 'system'""",
                        messageId)
                == 1;
    }

    /** For one thing done with a card, or for its draft, a reader gets one message, whatever it is called; others come of time alone. */
    private void nobodyToldTwice() {
        List<String> twice = look.all(
                """
                select recipient || ' of ' || offer_id || ' after action ' || round || ': ' || string_agg(kind, ' and ')
                from notifier.ping where occasion = 0 and kind in ('card', 'held', 'again', 'moved')
                  and status in ('sent', 'ambiguous')
                group by offer_id, recipient, round having count(*) > 1""",
                row -> row.getString(1));
        Invariants.check(twice.isEmpty(), "told twice: " + twice);
        List<Mailboxes.Arrived> arrived = product.mail().owners();
        for (Mailboxes.Arrived mail : arrived.subList(ownersSeen, arrived.size())) {
            Invariants.check(
                    ownerMails.add(mail.to() + " " + mail.messageId()),
                    mail.to() + " was told twice: " + mail.messageId());
        }
        ownersSeen = arrived.size();
    }

    /** Messages that are there are as many as were sent once, those in doubt included: nothing was tried again that had arrived. */
    private void asManyArriveAsAreSent() {
        Map<String, Long> sent = look
                .all(
                        """
                        select channel, count(*) from (
                          select channel from notifier.ping where status in ('sent', 'ambiguous') and (occasion = 0 or replaces)
                          union all select channel from notifier.digest_post where status in ('sent', 'ambiguous')) as either
                        group by channel""",
                        row -> Map.entry(row.getString(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        long posted = product.slack().posted();
        long toSlack = sent.getOrDefault("slack", 0L);
        Invariants.check(posted == toSlack, posted + " messages are in Slack, " + toSlack + " were sent there");
        long mailed = product.mail().owners().size();
        long byMail = sent.getOrDefault("mail", 0L);
        Invariants.check(mailed == byMail, mailed + " mails came to owners, " + byMail + " were sent");
    }
}
