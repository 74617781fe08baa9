package io.renewals.standins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.methods.MethodsClient;
import com.slack.api.util.json.GsonFactory;
import io.renewals.standins.http.Json;
import io.renewals.standins.http.Response;
import io.renewals.standins.slack.Forgery;
import io.renewals.standins.slack.Message;
import io.renewals.standins.slack.SlackSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clicks and modals, received by an app that verifies with Slack's own verifier and reads with Slack's own classes. */
class SlackInteractionTest {
    private static final String CARD =
            """
            [{"type":"section","block_id":"head","text":{"type":"mrkdwn","text":"*Bayside Studio*"}},
             {"type":"actions","block_id":"do","elements":[
               {"type":"button","action_id":"approve","value":"card-1","style":"primary","text":{"type":"plain_text","text":"Approve"}},
               {"type":"static_select","action_id":"skip","options":[
                 {"text":{"type":"plain_text","text":"By hand"},"value":"hand"},
                 {"text":{"type":"plain_text","text":"Churned"},"value":"churned"}]}]}]
            """;
    private static final String EDIT =
            """
            {"type":"modal","callback_id":"edit","private_metadata":"card-1",
             "title":{"type":"plain_text","text":"Edit the offer"},"submit":{"type":"plain_text","text":"Save"},
             "blocks":[
               {"type":"input","block_id":"subject","label":{"type":"plain_text","text":"Subject"},
                "element":{"type":"plain_text_input","action_id":"value","initial_value":"Your renewal"}},
               {"type":"input","block_id":"discount","label":{"type":"plain_text","text":"Discount"},
                "element":{"type":"number_input","action_id":"value","is_decimal_allowed":true,"max_value":"100"}},
               {"type":"input","block_id":"when","optional":true,"label":{"type":"plain_text","text":"Not before"},
                "element":{"type":"datepicker","action_id":"value"}}]}
            """;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private ListeningApp app;
    private SlackStandIn standIn;
    private Slack slack;
    private MethodsClient acme;
    private Message card;

    @BeforeEach
    void start() throws Exception {
        app = new ListeningApp();
        standIn = new SlackStandIn(new SlackSettings(
                        0,
                        Map.of("xoxb-acme", "T0ACME"),
                        ListeningApp.SECRET,
                        app.url(),
                        app.url(),
                        app.url(),
                        now::get))
                .start();
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(standIn.apiUrl());
        slack = Slack.getInstance(config);
        acme = slack.methods("xoxb-acme-token");
        acme.chatPostMessage(r -> r.channel("U0MARIA").text("Bayside Studio").blocksAsString(CARD));
        card = standIn.messages().getFirst();
    }

    @AfterEach
    void stop() throws Exception {
        slack.close();
        standIn.close();
        app.close();
    }

    @Test
    void aClickCarriesWhatSlackSends() {
        JsonNode outcome = standIn.click("U0MARIA", card, "approve");

        assertThat(outcome.path("status").asInt()).isEqualTo(200);
        BlockActionPayload payload =
                GsonFactory.createSnakeCase().fromJson(app.last().toString(), BlockActionPayload.class);
        assertThat(payload.getUser().getId()).isEqualTo("U0MARIA");
        assertThat(payload.getTeam().getId()).isEqualTo("T0ACME");
        assertThat(payload.getChannel().getId()).isEqualTo(card.channel());
        assertThat(payload.getMessage().getTs()).isEqualTo(card.ts());
        assertThat(payload.getContainer().getMessageTs()).isEqualTo(card.ts());
        assertThat(payload.getResponseUrl()).startsWith("http://localhost:" + standIn.port() + "/response/");
        assertThat(payload.getActions()).singleElement().satisfies(action -> {
            assertThat(action.getActionId()).isEqualTo("approve");
            assertThat(action.getBlockId()).isEqualTo("do");
            assertThat(action.getValue()).isEqualTo("card-1");
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"UNSIGNED", "TAMPERED", "STALE", "WRONG_SECRET", "REENCODED"})
    void slacksVerifierRefusesAForgery(Forgery forgery) {
        JsonNode outcome = standIn.click("U0MARIA", card, "approve", forgery);

        assertThat(outcome.path("status").asInt()).isEqualTo(401);
        assertThat(app.accepted).isEmpty();
    }

    @Test
    void aReplayIsTheSameBytesTwice() {
        standIn.click("U0MARIA", card, "approve", Forgery.REPLAYED);

        assertThat(app.accepted).hasSize(2);
        assertThat(app.accepted.get(0)).isEqualTo(app.accepted.get(1));
    }

    @Test
    void aChoiceCarriesItsOption() throws Exception {
        control(
                "click",
                Json.object()
                        .put("user", "U0MARIA")
                        .put("ts", card.ts())
                        .put("action_id", "skip")
                        .put("value", "churned"));

        assertThat(app.last().at("/actions/0/selected_option/value").asText()).isEqualTo("churned");
        assertThat(app.last().at("/state/values/do/skip/selected_option/value").asText())
                .isEqualTo("churned");
    }

    @Test
    void aTriggerServesOnceAndForThreeSeconds() throws Exception {
        standIn.click("U0MARIA", card, "approve");
        String first = app.last().path("trigger_id").asText();
        assertThat(acme.viewsOpen(r -> r.triggerId(first).viewAsString(EDIT)).isOk())
                .isTrue();
        assertThat(acme.viewsOpen(r -> r.triggerId(first).viewAsString(EDIT)).getError())
                .isEqualTo("exchanged_trigger_id");

        standIn.click("U0MARIA", card, "approve");
        now.updateAndGet(instant -> instant.plus(Duration.ofMillis(3_001)));
        String late = app.last().path("trigger_id").asText();
        assertThat(acme.viewsOpen(r -> r.triggerId(late).viewAsString(EDIT)).getError())
                .isEqualTo("expired_trigger_id");
    }

    @Test
    void aModalGoesRoundWithErrorsAtTheField() throws Exception {
        openEdit();
        JsonNode entered = Json.parse("{\"discount\":{\"value\":\"25\"},\"when\":{\"value\":\"2026-12-01\"}}");
        app.answer = payload -> Response.json(
                Json.parse("{\"response_action\":\"errors\",\"errors\":{\"discount\":\"over the cap of 15%\"}}"));

        JsonNode refused = standIn.submit("U0MARIA", standIn.view("U0MARIA"), entered);

        assertThat(refused.at("/errors/discount").asText()).isEqualTo("over the cap of 15%");
        ViewSubmissionPayload payload =
                GsonFactory.createSnakeCase().fromJson(app.last().toString(), ViewSubmissionPayload.class);
        assertThat(payload.getView().getPrivateMetadata()).isEqualTo("card-1");
        assertThat(payload.getView().getCallbackId()).isEqualTo("edit");
        var values = payload.getView().getState().getValues();
        assertThat(values.get("subject").get("value").getValue()).isEqualTo("Your renewal");
        assertThat(values.get("discount").get("value").getValue()).isEqualTo("25");
        assertThat(values.get("when").get("value").getSelectedDate()).isEqualTo("2026-12-01");

        app.answer = any -> Response.empty(200);
        JsonNode taken = standIn.submit("U0MARIA", standIn.view("U0MARIA"), entered);
        assertThat(taken.path("action").asText()).isEqualTo("close");
        assertThat(standIn.view("U0MARIA").isMissingNode()).isTrue();
    }

    @Test
    void slacksClientHoldsBackWhatIsNotFilledIn() throws Exception {
        openEdit();
        int before = app.accepted.size();

        JsonNode held = standIn.submit("U0MARIA", standIn.view("U0MARIA"), Json.object());

        assertThat(held.at("/errors/discount").asText()).contains("required");
        assertThat(app.accepted).hasSize(before);
    }

    @Test
    void aLoadingViewIsFilledLater() throws Exception {
        String id = openEdit();
        JsonNode filled = Json.parse(EDIT.replace("Edit the offer", "Filled"));

        assertThat(acme.viewsUpdate(r -> r.viewId(id).viewAsString(filled.toString()))
                        .isOk())
                .isTrue();
        assertThat(acme.viewsUpdate(r -> r.viewId(id).hash("old").viewAsString(EDIT))
                        .getError())
                .isEqualTo("hash_conflict");
        assertThat(standIn.view("U0MARIA").at("/title/text").asText()).isEqualTo("Filled");
    }

    @Test
    void aViewBeyondTheLimitsIsRefused() throws Exception {
        standIn.click("U0MARIA", card, "approve");
        String trigger = app.last().path("trigger_id").asText();
        var refused = acme.viewsOpen(r ->
                r.triggerId(trigger).viewAsString(EDIT.replace("Edit the offer", "A title of more than 24 chars")));

        assertThat(refused.getError()).isEqualTo("invalid_arguments");
        assertThat(refused.getResponseMetadata().getMessages())
                .containsExactly("[ERROR] must be less than 25 characters [json-pointer:/view/title/text]");
    }

    @Test
    void aResponseUrlServesFiveTimes() throws Exception {
        standIn.click("U0MARIA", card, "approve");
        String url = app.last().path("response_url").asText();
        JsonNode replacement = Json.object().put("replace_original", true).put("text", "sent by maria");

        for (int use = 0; use < 5; use++) {
            assertThat(post(url, replacement).statusCode()).isEqualTo(200);
        }
        assertThat(post(url, replacement).body()).contains("used_url");
        assertThat(standIn.messages()).singleElement().extracting("text").isEqualTo("sent by maria");
    }

    @Test
    void homeAndCommandReachTheApp() throws Exception {
        control("home", Json.object().put("user", "U0MARIA"));
        assertThat(app.last().at("/event/type").asText()).isEqualTo("app_home_opened");
        control("command", Json.object().put("user", "U0MARIA").put("text", "help"));
        assertThat(app.last().path("command").asText()).isEqualTo("/renewals");

        String home = "{\"type\":\"home\",\"blocks\":[{\"type\":\"divider\"}]}";
        assertThat(acme.viewsPublish(r -> r.userId("U0MARIA").viewAsString(home))
                        .isOk())
                .isTrue();
    }

    private String openEdit() throws Exception {
        standIn.click("U0MARIA", card, "approve");
        String trigger = app.last().path("trigger_id").asText();
        return acme.viewsOpen(r -> r.triggerId(trigger).viewAsString(EDIT))
                .getView()
                .getId();
    }

    private JsonNode control(String what, JsonNode body) throws Exception {
        HttpResponse<String> response = post("http://localhost:" + standIn.port() + "/control/" + what, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body());
    }

    private static HttpResponse<String> post(String url, JsonNode body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(Json.text(body)))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
