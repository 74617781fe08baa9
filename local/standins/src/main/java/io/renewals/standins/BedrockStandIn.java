package io.renewals.standins;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.standins.bedrock.BedrockSite;
import io.renewals.standins.bedrock.ModelFault;
import io.renewals.standins.http.FaultPlan;
import io.renewals.standins.http.StandInServer;
import java.time.InstantSource;

/**
 * Bedrock's Converse operation on loopback. Its model writes believable renewal mails from the placeholders and evidence
 * ids it finds in the prompt, and can be told to fail, stall or fabricate.
 */
public final class BedrockStandIn implements AutoCloseable {
    public static final int DEFAULT_PORT = 8056;
    /** For {@link #fault}: every call until {@link #reset}. */
    public static final int UNTIL_RESET = FaultPlan.UNTIL_RESET;

    private final int wantedPort;
    private final BedrockSite site = new BedrockSite(InstantSource.system());
    private StandInServer server;

    /** @param port 0 for a free one */
    public BedrockStandIn(int port) {
        this.wantedPort = port;
    }

    public BedrockStandIn start() {
        server = StandInServer.start(wantedPort, "", site::handle);
        return this;
    }

    public int port() {
        return server.port();
    }

    /** For {@code BEDROCK_ENDPOINT}. */
    public String endpoint() {
        return "http://localhost:" + port();
    }

    /**
     * What the next calls shall suffer.
     *
     * @param calls how many, or {@link #UNTIL_RESET}
     * @param model model id it is limited to; empty for all
     * @param millis length of a stall, else 0
     */
    public void fault(ModelFault mode, int calls, String model, long millis) {
        site.fault(mode, calls, model, millis);
    }

    /** As {@code GET /control/calls} answers. */
    public JsonNode calls() {
        return site.calls();
    }

    public long callsOf(String offerId) {
        return site.callsOf(offerId);
    }

    public void reset() {
        site.reset();
    }

    @Override
    public void close() {
        site.close();
        if (server != null) {
            server.close();
        }
    }

    /** Runs until killed. Port from {@code BEDROCK_STANDIN_PORT}. */
    public static void main(String[] args) throws InterruptedException {
        int port = Integer.parseInt(System.getenv().getOrDefault("BEDROCK_STANDIN_PORT", "" + DEFAULT_PORT));
        try (BedrockStandIn standIn = new BedrockStandIn(port).start()) {
            System.getLogger("standins").log(System.Logger.Level.INFO, "Bedrock stand-in on {0}", standIn.endpoint());
            Thread.currentThread().join();
        }
    }
}
