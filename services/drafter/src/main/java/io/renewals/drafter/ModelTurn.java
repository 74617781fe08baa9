package io.renewals.drafter;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.renewals.drafter.adapter.ModelEngine;
import io.renewals.messaging.Retriable;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Drives waiting drafts through the model, a bounded number at once. Woken when drafts come in; polling finds what a crash left. */
@ApplicationScoped
public class ModelTurn {
    private static final Logger LOG = Logger.getLogger(ModelTurn.class);
    private static final long POLL_MILLIS = 2_000;

    private final ModelEngine engine;
    private final ModelDraft draft;
    private final Transactions transactions;
    private final int concurrency;
    private final Semaphore rounds = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running = true;

    @Inject
    public ModelTurn(ModelEngine engine, ModelDraft draft, Transactions transactions, DrafterConfig config) {
        this.engine = engine;
        this.draft = draft;
        this.transactions = transactions;
        this.concurrency = config.bedrock().concurrency();
    }

    public boolean isOn() {
        return engine.isOn();
    }

    void start(@Observes StartupEvent event) {
        LOG.infof("phraser=%s", engine.isOn() ? "bedrock" : "template");
        int workers = engine.isOn() ? concurrency : 1; // one still clears drafts left waiting by an earlier setting
        for (int i = 0; i < workers; i++) {
            threads.add(Thread.ofPlatform().name("model-" + i).daemon().start(this::loop));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
        rounds.release(threads.size());
    }

    void wake() {
        if (engine.isOn() && rounds.availablePermits() < concurrency) {
            rounds.release(concurrency);
        }
    }

    private void loop() {
        while (running) {
            try {
                rounds.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
                transactions.eachTenant("model turn", this::draft);
            } catch (InterruptedException e) {
                return;
            } catch (Retriable e) {
                LOG.warnf("model turn waits reason=%s", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("model turn failed; the draft's lease brings it back", e);
            }
        }
    }

    private void draft(String tenant) {
        while (running && draft.next(tenant)) {
            LOG.tracef("drafted one tenant=%s", tenant);
        }
    }
}
