package io.renewals.standins;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.standins.http.StandInServer;
import io.renewals.standins.slack.Forgery;
import io.renewals.standins.slack.Message;
import io.renewals.standins.slack.SlackFault;
import io.renewals.standins.slack.SlackSettings;
import io.renewals.standins.slack.SlackSite;
import java.util.List;

/**
 * A Slack workspace on loopback: Web API under {@code /api/}, direct messages with working buttons at {@code /}, and a
 * side door for tests under {@code /control/}. It refuses what Slack's documented limits refuse.
 */
public final class SlackStandIn implements AutoCloseable {
    public static final int DEFAULT_PORT = 8055;

    private final SlackSettings settings;
    private final SlackSite site;
    private StandInServer server;

    /** @param port 0 for a free one; everything else from the environment */
    public SlackStandIn(int port) {
        this(SlackSettings.fromEnvironment(port, System.getenv()));
    }

    public SlackStandIn(SlackSettings settings) {
        this.settings = settings;
        this.site = new SlackSite(settings);
    }

    public SlackStandIn start() {
        server = StandInServer.start(settings.port(), "/slack-stand-in", site::handle);
        site.reachableAt("http://localhost:" + server.port());
        return this;
    }

    public int port() {
        return server.port();
    }

    /** Base URL of the Web API, with the trailing slash the SDK wants. */
    public String apiUrl() {
        return "http://localhost:" + port() + "/api/";
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        site.close();
    }

    /** Where clicks and submissions are posted from now on. */
    public void interactivityUrl(String url) {
        site.interactivityUrl(url);
    }

    /** Where everything is posted from now on. @param url of the app, without a slash at the end */
    public void appUrl(String url) {
        site.appUrl(url);
    }

    /** The next {@code calls} of a method (empty for any) suffer this; see {@link SlackFault}. */
    public void fault(SlackFault mode, int calls, String method, long millis) {
        site.fault(mode, calls, method, millis);
    }

    /** Everything posted, oldest first, deleted messages included. */
    public List<Message> messages() {
        return site.messages();
    }

    /** Clicks a button as this person. @return as {@code POST /control/click} answers */
    public JsonNode click(String userId, Message message, String actionId) {
        return click(userId, message, actionId, Forgery.NONE);
    }

    public JsonNode click(String userId, Message message, String actionId, Forgery forgery) {
        return site.click(userId, message, actionId, forgery);
    }

    /** The modal this person looks at, a missing node when there is none. */
    public JsonNode view(String userId) {
        return site.view(userId);
    }

    /**
     * Submits a modal as this person.
     *
     * @param values block id to action id to raw value, or action id to raw value
     * @return as {@code POST /control/submit} answers
     */
    public JsonNode submit(String userId, JsonNode view, JsonNode values) {
        return site.submit(userId, view, values);
    }

    public JsonNode submit(String userId, JsonNode view, JsonNode values, Forgery forgery) {
        return site.submit(userId, view, values, forgery);
    }

    /**
     * Clicks a button in a modal or the home tab as this person.
     *
     * @param values what is typed and chosen there, as for {@link #submit}
     * @return as {@code POST /control/click} answers
     */
    public JsonNode clickIn(String userId, JsonNode view, String blockId, String actionId, JsonNode values) {
        return clickIn(userId, view, blockId, actionId, values, Forgery.NONE);
    }

    public JsonNode clickIn(
            String userId, JsonNode view, String blockId, String actionId, JsonNode values, Forgery forgery) {
        return site.clickIn(userId, view, blockId, actionId, values, forgery);
    }

    /** Opens the home tab as this person: the app hears of it. @return as {@code POST /control/home} answers */
    public JsonNode openHome(String userId, Forgery forgery) {
        return site.openHome(userId, forgery);
    }

    /** Asks the app whether it is there, as when its address is saved. @return as {@code POST /control/home} answers */
    public JsonNode checkAddress(String challenge, Forgery forgery) {
        return site.checkAddress(challenge, forgery);
    }

    /** Every Web API call so far. @return as {@code GET /control/calls} answers */
    public JsonNode calls() {
        return site.calls();
    }

    /** The home tab this person sees, a missing node when none was published. */
    public JsonNode home(String userId) {
        return site.home(userId);
    }

    /** Types {@code /renewals} and this text. @return as {@code POST /control/command} answers */
    public JsonNode command(String userId, String text, Forgery forgery) {
        return site.command(userId, text, forgery);
    }

    public void reset() {
        site.reset();
    }

    /** Runs until killed. Port from {@code SLACK_STANDIN_PORT}. */
    public static void main(String[] args) throws InterruptedException {
        int port = Integer.parseInt(System.getenv().getOrDefault("SLACK_STANDIN_PORT", "" + DEFAULT_PORT));
        try (SlackStandIn standIn = new SlackStandIn(port).start()) {
            System.getLogger("standins")
                    .log(System.Logger.Level.INFO, "Slack stand-in on http://localhost:{0,number,#}", standIn.port());
            Thread.currentThread().join();
        }
    }
}
