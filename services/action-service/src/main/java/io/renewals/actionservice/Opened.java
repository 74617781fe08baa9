package io.renewals.actionservice;

import io.renewals.actionservice.adapter.OpenedStore;
import io.renewals.actionservice.domain.Person;
import io.renewals.messaging.Retriable;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** That somebody has looked at a card, on its page or by any button: told once for each card and person, so reminders can stop. */
@ApplicationScoped
public class Opened {
    private static final Logger LOG = Logger.getLogger(Opened.class);

    private final Transactions transactions;

    @Inject
    public Opened(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Never stands in the way of what the person wants: where the database is away, a reminder too many may follow. */
    public void by(String tenant, String offerId, Person person) {
        try {
            transactions.useTenant(tenant, work -> new OpenedStore(work).open(offerId, person));
        } catch (Retriable e) {
            LOG.warnf("opening not recorded offer=%s reason=%s", offerId, e.getMessage());
        }
    }
}
