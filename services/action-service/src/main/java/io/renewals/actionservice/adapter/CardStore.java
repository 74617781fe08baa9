package io.renewals.actionservice.adapter;

import io.renewals.actionservice.domain.Arrivals.Present;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.Content;
import io.renewals.actionservice.domain.Dossier;
import io.renewals.actionservice.domain.ExceptionAsk;
import io.renewals.actionservice.domain.Message;
import io.renewals.actionservice.domain.Offer;
import io.renewals.messaging.Retriable;
import io.renewals.store.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The cards of one tenant, inside a transaction. Many at a time where many come. */
public final class CardStore {
    static final String COLUMNS =
            "dossier::text, drafted::text, offer::text, message::text, state::text, sequence, version, owner::text,"
                    + " exception::text";

    private final Work work;

    public CardStore(Work work) {
        this.work = work;
    }

    public Optional<Card> find(String offerId) {
        return work.db()
                .createQuery("select " + COLUMNS + " from card where tenant = :tenant and offer_id = :offer")
                .bind("tenant", work.tenant())
                .bind("offer", offerId)
                .map((row, context) -> card(row))
                .findOne();
    }

    /** Locked until the transaction ends: a decision sees the card as it stands, and alone. */
    public Optional<Card> lock(String offerId) {
        return work.db()
                .createQuery("select " + COLUMNS + " from card where tenant = :tenant and offer_id = :offer for update")
                .bind("tenant", work.tenant())
                .bind("offer", offerId)
                .map((row, context) -> card(row))
                .findOne();
    }

    /** Those of the ids that exist, locked, in the ids' order. */
    public Map<String, Card> lockAll(Collection<String> offerIds) {
        Map<String, Card> found = new LinkedHashMap<>();
        if (offerIds.isEmpty()) {
            return found;
        }
        work.db()
                .createQuery("select " + COLUMNS
                        + " from card where tenant = :tenant and offer_id = any (:offers) order by offer_id for update")
                .bind("tenant", work.tenant())
                .bindArray("offers", String.class, new ArrayList<>(offerIds))
                .map((row, context) -> card(row))
                .forEach(card -> found.put(card.dossier().offerId(), card));
        return found;
    }

    /** The newest revision of the card's cycle where it is above the card's. */
    public Optional<Integer> newerRevision(Dossier dossier) {
        return work.db()
                .createQuery(
                        """
                        select max(revision) from card
                        where tenant = :tenant and account = :account and cycle_no = :cycle and revision > :revision""")
                .bind("tenant", work.tenant())
                .bind("account", dossier.account())
                .bind("cycle", dossier.cycleNo())
                .bind("revision", dossier.revision())
                .map((row, context) -> {
                    int newest = row.getInt(1);
                    return row.wasNull() ? Optional.<Integer>empty() : Optional.of(newest);
                })
                .one();
    }

    /** The cards of these accounts, locked, by account and cycle. */
    public Map<Cycle, List<Present>> lockCycles(Collection<String> accounts) {
        Map<Cycle, List<Present>> cycles = new HashMap<>();
        work.db()
                .createQuery(
                        """
                        select account, cycle_no, offer_id, revision, status from card
                        where tenant = :tenant and account = any (:accounts) order by offer_id for update""")
                .bind("tenant", work.tenant())
                .bindArray("accounts", String.class, new ArrayList<>(new TreeSet<>(accounts)))
                .map((row, context) -> Map.entry(
                        new Cycle(row.getString(1), row.getInt(2)),
                        new Present(row.getString(3), row.getInt(4), CardJson.status(row.getString(5)))))
                .forEach(entry -> cycles.computeIfAbsent(entry.getKey(), cycle -> new ArrayList<>())
                        .add(entry.getValue()));
        return cycles;
    }

    /** One renewal cycle of an account. */
    public record Cycle(String account, int cycleNo) {}

    /** Ids of the cards of the accounts that a change of facts may still stop. */
    public List<String> stoppable(Collection<String> accounts) {
        return work.db()
                .createQuery(
                        """
                        select offer_id from card where tenant = :tenant and account = any (:accounts)
                        and status in ('queued', 'held', 'snoozed', 'approved') order by offer_id""")
                .bind("tenant", work.tenant())
                .bindArray("accounts", String.class, new ArrayList<>(accounts))
                .mapTo(String.class)
                .list();
    }

    /** One statement whatever the number: the rows travel as one JSON document. */
    public void insertAll(List<Card> cards) {
        if (cards.isEmpty()) {
            return;
        }
        List<Row> rows = cards.stream().map(card -> new Row(card, work.now())).toList();
        work.db()
                .createUpdate(
                        """
                        insert into card (tenant, offer_id, account, cycle_no, revision, status, version, sequence,
                            account_version, material_version, notice_deadline, renewal_date, queued_at, changed_at,
                            dossier, drafted, offer, message, state)
                        select :tenant, "offerId", account, "cycleNo", revision, status, version, sequence,
                            "accountVersion", "materialVersion", "noticeDeadline", "renewalDate", at, at,
                            dossier, drafted, offer, message, state
                        from jsonb_to_recordset(cast(:rows as jsonb)) as row ("offerId" text, account text,
                            "cycleNo" int, revision int, status text, version bigint, sequence int,
                            "accountVersion" bigint, "materialVersion" bigint, "noticeDeadline" date,
                            "renewalDate" date, at timestamptz, dossier jsonb, drafted jsonb, offer jsonb,
                            message jsonb, state jsonb)""")
                .bind("tenant", work.tenant())
                .bind("rows", CardJson.write(rows))
                .execute();
    }

    /** What {@link #insertAll} sends of a card. */
    record Row(
            String offerId,
            String account,
            int cycleNo,
            int revision,
            String status,
            long version,
            int sequence,
            long accountVersion,
            long materialVersion,
            java.time.LocalDate noticeDeadline,
            java.time.LocalDate renewalDate,
            Instant at,
            Dossier dossier,
            Content drafted,
            Offer offer,
            Message message,
            StateJson state) {
        Row(Card card, Instant at) {
            this(
                    card.dossier().offerId(),
                    card.dossier().account(),
                    card.dossier().cycleNo(),
                    card.dossier().revision(),
                    CardJson.status(card.status()),
                    card.version(),
                    card.sequence(),
                    card.dossier().accountVersion(),
                    card.dossier().materialVersion(),
                    card.dossier().noticeDeadline(),
                    card.dossier().renewalDate(),
                    at,
                    card.dossier(),
                    card.drafted(),
                    card.offer(),
                    card.message(),
                    StateJson.of(card.state()));
        }
    }

    /**
     * Writes the card after a step, if it still stands as before it.
     *
     * @throws Retriable where somebody was faster: the whole decision is taken again
     */
    public void update(Card before, Card after) {
        int changed = work.db()
                .createUpdate(
                        """
                        update card set status = :status, version = :version, sequence = :sequence,
                            offer = cast(:offer as jsonb), message = cast(:message as jsonb),
                            state = cast(:state as jsonb), owner = cast(:owner as jsonb),
                            exception = cast(:exception as jsonb), changed_at = :now
                        where tenant = :tenant and offer_id = :id and version = :was
                            and status = :wasStatus and sha256 = :wasSha256""")
                .bind("status", CardJson.status(after.status()))
                .bind("version", after.version())
                .bind("sequence", after.sequence())
                .bind("offer", CardJson.write(after.offer()))
                .bind("message", CardJson.write(after.message()))
                .bind("state", CardJson.write(StateJson.of(after.state())))
                .bind("owner", after.reassigned().map(CardJson::write).orElse(null))
                .bind("exception", after.exception().map(CardJson::write).orElse(null))
                .bind("now", work.now())
                .bind("tenant", work.tenant())
                .bind("id", after.dossier().offerId())
                .bind("was", before.version())
                .bind("wasStatus", CardJson.status(before.status()))
                .bind("wasSha256", before.message().sha256())
                .execute();
        if (changed != 1) {
            throw new Retriable("card " + after.dossier().offerId() + " changed meanwhile");
        }
    }

    static Card card(ResultSet row) throws SQLException {
        return new Card(
                CardJson.read(row.getString(1), Dossier.class),
                present(row.getString(8), Dossier.CardOwner.class),
                CardJson.read(row.getString(2), Content.class),
                new Content(
                        CardJson.read(row.getString(3), Offer.class), CardJson.read(row.getString(4), Message.class)),
                CardJson.read(row.getString(5), StateJson.class).state(),
                present(row.getString(9), ExceptionAsk.class),
                row.getInt(6),
                row.getLong(7));
    }

    private static <T> Optional<T> present(String json, Class<T> type) {
        return Optional.ofNullable(json).map(text -> CardJson.read(text, type));
    }
}
