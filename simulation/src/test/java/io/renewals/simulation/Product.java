package io.renewals.simulation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.Opened;
import io.renewals.actionservice.TakeOffers;
import io.renewals.actionservice.domain.Command;
import io.renewals.actionservice.domain.Person;
import io.renewals.actionservice.sending.SendApprovedMail;
import io.renewals.actionservice.web.CardsForReconcile;
import io.renewals.auditsink.RecordEverything;
import io.renewals.drafter.DraftOffer;
import io.renewals.guardrailgate.GuardOffer;
import io.renewals.intake.CheckTerms;
import io.renewals.messaging.KafkaConnection;
import io.renewals.notifier.PingOwners;
import io.renewals.notifier.digest.PostDigests;
import io.renewals.notifier.sending.SendPings;
import io.renewals.registry.AcceptFacts;
import io.renewals.registry.adapter.CardsClient;
import io.renewals.registry.adapter.Publishing;
import io.renewals.rulebook.TenantZone;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.ruledecider.DecideOffer;
import io.renewals.schemas.Topic;
import io.renewals.schemas.Topics;
import io.renewals.store.Transactions;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The eight services around one bus, one database server and one clock, moved on a step at a time by a single thread. */
final class Product implements AutoCloseable {
    static final String TENANT = "acme";
    private static final String TOKEN = "between-services";
    /** Beans whose start reads a topic; every other start would begin a thread of its own. */
    private static final Set<String> STARTED = Set.of("Rulebooks", "Rebuild");
    /** Between two messages into one Slack channel. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private static final int MOST_LOOKS = 4_000;
    private static final int MOST_BATCHES = 5_000;

    private final SimulatedClock clock;
    private final Bus bus;
    private final SchemaIds schemas = new SchemaIds();
    private final Postgres postgres = new Postgres();
    private final Vertx vertx = Vertx.vertx();
    private final Mailboxes mail;
    private final Slack slack;
    private final Timers timers;
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final List<Service.Job> jobs;
    private final SendPings pings;
    private final PostDigests digests;
    private final SendApprovedMail mails;
    private final CardDesk desk;

    Product(SimulatedClock clock, Random random, List<Cast.Person> people) {
        this.clock = clock;
        this.bus = new Bus(random, clock, keptTopics());
        this.mail = new Mailboxes(clock);
        this.slack = new Slack(clock, people);
        Stream.of(
                        CheckTerms.class,
                        AcceptFacts.class,
                        DecideOffer.class,
                        DraftOffer.class,
                        GuardOffer.class,
                        PingOwners.class,
                        TakeOffers.class,
                        RecordEverything.class)
                .forEach(this::add);
        services.values().forEach(service -> service.subscribe(bus));
        this.jobs = services.values().stream()
                .flatMap(service -> service.jobs().stream())
                .toList();
        this.pings = service("notifier").get(SendPings.class);
        this.digests = service("notifier").get(PostDigests.class);
        this.mails = service("action-service").get(SendApprovedMail.class);
        this.desk = service("action-service").get(CardDesk.class);
        services.values().forEach(service -> service.start(STARTED));
        this.timers = new Timers(
                postgres,
                clock,
                () -> service("notifier").touches() + service("action-service").touches());
    }

    private static Set<String> keptTopics() {
        return Stream.concat(
                        Stream.of(Topics.RULEBOOK_PUBLISHED),
                        Topics.ALL.stream().map(Topic::name).filter(name -> name.endsWith(".dead")))
                .collect(Collectors.toSet());
    }

    private void add(Class<?> marker) {
        Service service = new Service(marker, environment(), schema -> given(marker, schema));
        services.put(service.name(), service);
    }

    private Map<Class<?>, Object> given(Class<?> marker, Optional<String> schema) {
        Map<Class<?>, Object> given = new HashMap<>();
        given.put(Clock.class, clock);
        given.put(TenantZone.class, (TenantZone) tenant -> Quarter.ZONE);
        given.put(KafkaConnection.class, new BusConnection(bus));
        given.put(MeterRegistry.class, new SimpleMeterRegistry());
        given.put(OpenTelemetry.class, OpenTelemetry.noop());
        given.put(ReactiveMailer.class, mail.mailer());
        given.put(Vertx.class, vertx);
        given.put(CardsClient.class, (CardsClient) this::cards);
        schema.ifPresent(name -> given.put(DataSource.class, postgres.open(name.replace('_', '-'), name)));
        return given;
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("SCHEMA_REGISTRY_URL", schemas.url()),
                Map.entry("SMTP_HOST", "localhost"),
                Map.entry("SMTP_PORT", String.valueOf(mail.port())),
                Map.entry("SLACK_API_URL", slack.url()),
                Map.entry("SLACK_BOT_TOKEN", Slack.TOKEN),
                Map.entry("SLACK_SIGNING_SECRET", "signing-secret-of-the-simulation"),
                Map.entry("PHRASER", "template"),
                Map.entry("SERVICE_TOKEN", TOKEN),
                Map.entry("SESSION_KEY", "a-session-key-of-the-simulation-alone"),
                Map.entry("AUDIT_SIGNING_KEY", "a-signing-key-of-the-simulation-alone"));
    }

    /** What the registry's client would get over HTTP from action-service. */
    private CardsClient.LiveCards cards(String token, String tenant, String after) {
        CardsForReconcile.Page page =
                service("action-service").get(CardsForReconcile.class).live(token, tenant, after);
        return new CardsClient.LiveCards(
                page.cards().stream()
                        .map(card ->
                                new CardsClient.LiveCard(card.account(), card.offerId(), card.status(), card.since()))
                        .toList(),
                page.next());
    }

    Service service(String name) {
        return services.get(name);
    }

    Collection<Service> services() {
        return services.values();
    }

    Bus bus() {
        return bus;
    }

    Mailboxes mail() {
        return mail;
    }

    Slack slack() {
        return slack;
    }

    Postgres postgres() {
        return postgres;
    }

    String schemasUrl() {
        return schemas.url();
    }

    List<Service.Job> jobs() {
        return jobs;
    }

    /** Somebody looks at a card, on its page or by a button. */
    void open(String offerId, Person person) {
        service("action-service").get(Opened.class).by(TENANT, offerId, person);
    }

    /** A decision, as a surface hands it in. */
    CardDesk.Answer decide(String offerId, Command command, Person person, Optional<String> key) {
        service("action-service").touch();
        return desk.decide(TENANT, offerId, command, person, key);
    }

    /** Puts a rulebook in force, and waits until every service that reads along has it. */
    void publish(String yaml, String by, String comment) {
        Service registry = service("registry");
        int version = registry.get(Transactions.class).inTenant(TENANT, work -> registry.get(Publishing.class)
                .publish(work, yaml, by, comment)
                .version()
                .version());
        services.values().forEach(Service::relay);
        for (Service service : services.values()) {
            service.made(Rulebooks.class).ifPresent(rulebooks -> rulebooks.at(TENANT, version));
        }
    }

    /**
     * Lets everything happen that happens by itself until then: what is on the bus, and what waits in a table for its time. The
     * clock ends at {@code until}.
     */
    void runUntil(Instant until) {
        for (int looks = 0; ; looks++) {
            deliver();
            send();
            Instant soon = clock.instant().plus(PACE);
            Optional<Instant> next = timers.next().map(due -> due.isAfter(soon) ? due : soon);
            if (next.isEmpty() || next.get().isAfter(until)) {
                break;
            }
            if (looks > MOST_LOOKS) {
                throw new AssertionError("something is due at " + timers.next() + " and nobody takes it: " + timers);
            }
            clock.moveTo(next.get());
        }
        clock.moveTo(until);
    }

    /** When the next thing happens that waits in a table. */
    Optional<Instant> nextTimer() {
        return timers.next();
    }

    /** Hands out what is on the bus, and what follows from it, until nobody has anything more to do. */
    void deliver() {
        boolean more = true;
        for (int batches = 0; more; batches++) {
            services.values().forEach(Service::relay);
            more = bus.deliverOne();
            if (batches > MOST_BATCHES) {
                throw new AssertionError("one thing leads to another and never comes to rest: " + bus.waiting());
            }
        }
    }

    private void send() {
        timers.look();
        if (timers.isMailDue(clock.instant())) {
            service("action-service").touch();
            boolean more = true;
            while (more) {
                more = mails.round(TENANT);
            }
            deliver();
        }
        if (timers.isPingDue(clock.instant())) {
            service("notifier").touch();
            boolean more = true;
            while (more) {
                more = pings.round(TENANT);
            }
            deliver();
        }
        if (timers.isDigestDue(clock.instant())) {
            service("notifier").touch();
            digests.postDue(TENANT);
            deliver();
        }
    }

    @Override
    public void close() {
        slack.close();
        mail.close();
        schemas.close();
        vertx.close();
        postgres.close();
    }
}
