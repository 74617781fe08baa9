package io.renewals.notifier.adapter;

import io.renewals.notifier.adapter.CardEvents.Acted;
import io.renewals.notifier.adapter.CardEvents.Drafted;
import io.renewals.notifier.adapter.MessageStore.Posting;
import io.renewals.notifier.adapter.TimerStore.Arming;
import io.renewals.notifier.domain.Course;
import io.renewals.notifier.domain.Course.Call;
import io.renewals.notifier.domain.Course.Step;
import io.renewals.notifier.domain.Course.Timers;
import io.renewals.notifier.domain.Person;
import io.renewals.notifier.domain.Standing;
import io.renewals.rulebook.Rulebook;
import io.renewals.store.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Cards and what follows for their readers, inside a transaction of one tenant. Whatever comes in changes the card first;
 * {@link Settlement} then brings pings and timers in line with it, so that the order in which topics are heard makes no difference.
 */
public final class CardStore {
    private static final String UNHEARD = CardJson.of(new Standing.Closed("", 0));

    private final Work work;
    private final Optional<Rulebook> rulebook;

    /** @param rulebook in force; empty: the tenant has none, and nothing happens by itself */
    public CardStore(Work work, Optional<Rulebook> rulebook) {
        this.work = work;
        this.rulebook = rulebook;
    }

    /** New cards with their first message; those that are known keep what they have. */
    public void take(List<Drafted> drafted) {
        List<Drafted> ordered =
                drafted.stream().sorted(Comparator.comparing(Drafted::offerId)).toList();
        PreparedBatch cards = work.db()
                .prepareBatch(
                        """
                        insert into card (tenant, offer_id, account, cycle_no, revision, correlation_id, facts, standing,
                            waits, heard_at)
                        values (:tenant, :offer, :account, :cycle, :revision, :correlation, cast(:facts as jsonb),
                            cast(:standing as jsonb), true, :now)
                        on conflict (tenant, offer_id) do update set facts = excluded.facts where card.facts is null""");
        for (Drafted card : ordered) {
            cards.bind("tenant", work.tenant())
                    .bind("offer", card.offerId())
                    .bind("account", card.account())
                    .bind("cycle", card.cycleNo())
                    .bind("revision", card.revision())
                    .bind("correlation", card.correlationId())
                    .bind("facts", CardJson.write(card.facts()))
                    .bind("standing", CardJson.of(card.standing()))
                    .bind("now", work.now())
                    .add();
        }
        cards.execute();
        Map<String, String> causes = new HashMap<>();
        ordered.forEach(card -> causes.put(card.offerId(), card.causeId()));
        supersede(ordered).forEach(causes::putIfAbsent);
        firstMessages(ordered);
        new Settlement(work).settle(causes);
    }

    /** To whoever has the card by now: an action may have been heard of first. Only where nobody was given it yet. */
    private void firstMessages(List<Drafted> drafted) {
        Map<String, Person> owners = new HashMap<>();
        work.db()
                .createQuery(
                        """
                        select card.offer_id, coalesce(card.owner, card.facts -> 'owner') from card
                        where card.tenant = :tenant and card.offer_id = any (:offers) and not exists (
                            select 1 from message where message.tenant = card.tenant
                                and message.offer_id = card.offer_id and message.kind in ('card', 'held'))""")
                .bind("tenant", work.tenant())
                .bindArray(
                        "offers",
                        String.class,
                        drafted.stream().map(Drafted::offerId).toList())
                .map((row, context) -> Map.entry(row.getString(1), CardJson.person(row.getString(2))))
                .forEach(entry -> owners.put(entry.getKey(), entry.getValue()));
        List<Posting> postings = new ArrayList<>();
        List<Arming> armings = new ArrayList<>();
        for (Drafted card : drafted) {
            Person owner = owners.get(card.offerId());
            if (owner != null) {
                Call call = new Call(owner, Course.firstPurpose(card.standing()), 0, "");
                postings.add(new Posting(
                        card.offerId(), call, card.causeId(), card.notBefore().orElse(work.now())));
                armings.add(Arming.of(card.offerId(), owner, card.notBefore().orElse(card.at())));
            }
        }
        new MessageStore(work).callAll(postings);
        rulebook.ifPresent(rules -> new TimerStore(work).arm(armings, rules));
    }

    /** Cards with a higher revision beside them. @return the lower ones that changed, with what caused it */
    private Map<String, String> supersede(List<Drafted> drafted) {
        Map<String, String> causeByCycle = new HashMap<>();
        drafted.forEach(card -> causeByCycle.put(card.account() + "/" + card.cycleNo(), card.causeId()));
        Map<String, String> changed = new HashMap<>();
        work.db()
                .createQuery(
                        """
                        update card set superseded_by = top.revision, change = card.change + 1
                        from (select account, cycle_no, max(revision) as revision from card
                              where tenant = :tenant and account = any (:accounts) group by account, cycle_no) top
                        where card.tenant = :tenant and card.account = top.account and card.cycle_no = top.cycle_no
                            and card.revision < top.revision
                            and (card.superseded_by is null or card.superseded_by < top.revision)
                        returning card.offer_id, card.account || '/' || card.cycle_no""")
                .bind("tenant", work.tenant())
                .bindArray(
                        "accounts",
                        String.class,
                        drafted.stream().map(Drafted::account).distinct().toList())
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(row -> changed.put(
                        row.getKey(),
                        causeByCycle.getOrDefault(
                                row.getValue(), drafted.getFirst().causeId())));
        return changed;
    }

    /** Actions on cards, known or not, each card's in their order. */
    public void follow(List<Acted> acts) {
        Map<String, List<Acted>> byOffer = new TreeMap<>();
        acts.stream()
                .sorted(Comparator.comparingInt(each -> each.act().sequence()))
                .forEach(each -> byOffer.computeIfAbsent(each.offerId(), offer -> new ArrayList<>())
                        .add(each));
        hearOf(byOffer.values().stream().map(List::getFirst).toList());
        Map<String, Course> courses = locked(List.copyOf(byOffer.keySet()));
        Map<String, String> causes = new HashMap<>();
        List<Arming> armings = new ArrayList<>();
        byOffer.forEach((offer, its) -> {
            Course course = courses.get(offer);
            List<Call> calls = new ArrayList<>();
            Instant waitsSince = null;
            Instant backSince = null;
            for (Acted acted : its) {
                Step step = course.then(acted.act());
                course = step.after();
                calls.addAll(step.calls());
                waitsSince =
                        step.timers() == Timers.KEPT ? waitsSince : acted.act().at();
                backSince = step.timers() == Timers.RENEWED ? acted.act().at() : backSince;
            }
            if (course.sequence() > courses.get(offer).sequence()) {
                write(offer, course, its.getLast().status());
                String cause = its.getLast().causeId();
                causes.put(offer, cause);
                MessageStore messages = new MessageStore(work);
                calls.forEach(call -> messages.call(offer, call, cause, work.now()));
                if (waitsSince != null
                        && course.owner() != null
                        && course.standing().rings()) {
                    armings.add(new Arming(offer, course.owner(), waitsSince, Optional.ofNullable(backSince)));
                }
            }
        });
        rulebook.ifPresent(rules -> new TimerStore(work).arm(armings, rules));
        new Settlement(work).settle(causes);
    }

    private void hearOf(List<Acted> firsts) {
        PreparedBatch cards = work.db()
                .prepareBatch(
                        """
                        insert into card (tenant, offer_id, account, cycle_no, revision, correlation_id, standing, waits, heard_at)
                        values (:tenant, :offer, :account, :cycle, :revision, :correlation, cast(:standing as jsonb), false,
                            :now)
                        on conflict (tenant, offer_id) do nothing""");
        for (Acted acted : firsts) {
            cards.bind("tenant", work.tenant())
                    .bind("offer", acted.offerId())
                    .bind("account", acted.account())
                    .bind("cycle", acted.cycleNo())
                    .bind("revision", acted.revision())
                    .bind("correlation", acted.correlationId())
                    .bind("standing", UNHEARD)
                    .bind("now", work.now())
                    .add();
        }
        cards.execute();
    }

    private Map<String, Course> locked(List<String> offers) {
        Map<String, Course> courses = new HashMap<>();
        work.db()
                .createQuery(
                        """
                        select offer_id, coalesce(owner, facts -> 'owner'), standing, content, exception, action_sequence
                        from card where tenant = :tenant and offer_id = any (:offers) order by offer_id for update""")
                .bind("tenant", work.tenant())
                .bindArray("offers", String.class, offers)
                .map((row, context) -> Map.entry(row.getString(1), course(row)))
                .forEach(entry -> courses.put(entry.getKey(), entry.getValue()));
        return courses;
    }

    private static Course course(ResultSet row) throws SQLException {
        return new Course(
                CardJson.person(row.getString(2)),
                CardJson.standing(row.getString(3)),
                CardJson.content(row.getString(4)),
                CardJson.ask(row.getString(5)),
                row.getInt(6));
    }

    /** @param status after the last action; empty: as it was */
    private void write(String offer, Course course, String status) {
        work.db()
                .createUpdate(
                        """
                        update card set owner = cast(:owner as jsonb), standing = cast(:standing as jsonb), waits = :waits,
                            content = cast(:content as jsonb), exception = cast(:ask as jsonb),
                            action_sequence = :sequence, change = change + 1,
                            queue_status = coalesce(nullif(:status, ''), queue_status)
                        where tenant = :tenant and offer_id = :offer and action_sequence < :sequence""")
                .bind("owner", CardJson.orNull(course.owner()))
                .bind("standing", CardJson.of(course.standing()))
                .bind("waits", course.standing().waits())
                .bind("content", CardJson.orNull(course.content()))
                .bind("ask", CardJson.orNull(course.ask()))
                .bind("sequence", course.sequence())
                .bind("status", status)
                .bind("tenant", work.tenant())
                .bind("offer", offer)
                .execute();
    }

    /** Somebody has looked at a card; the last time counts. @param actor e-mail address */
    public static void opened(Work work, String offerId, String actor, Instant at) {
        work.db()
                .createUpdate(
                        """
                        insert into opened (tenant, offer_id, actor, at) values (:tenant, :offer, lower(:actor), :at)
                        on conflict (tenant, offer_id, actor) do update set at = greatest(opened.at, excluded.at)""")
                .bind("tenant", work.tenant())
                .bind("offer", offerId)
                .bind("actor", actor)
                .bind("at", at)
                .execute();
    }
}
