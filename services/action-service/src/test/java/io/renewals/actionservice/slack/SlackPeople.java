package io.renewals.actionservice.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import io.renewals.actionservice.domain.Card;
import io.renewals.standins.SlackStandIn;
import io.renewals.standins.slack.Message;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What owners do in their Slack, as far as several tests need it. */
final class SlackPeople {
    static final String MARIA = "U0MARIA";
    static final String ADA = "U0ADA";
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<ActionId> BUTTONS = Arrays.stream(ActionId.values())
            .filter(action -> action != ActionId.BULK_APPROVE)
            .toList();

    private final SlackStandIn slack;

    SlackPeople(SlackStandIn slack) {
        this.slack = slack;
    }

    /** The card as the notifier posts it, as far as a click needs it. */
    Message post(Card card, String member) throws Exception {
        return post(card, member, "xoxb-acme-test");
    }

    Message post(Card card, String member, String token) throws Exception {
        String value = JSON.writeValueAsString(Views.shown(card).asValue());
        List<Map<String, Object>> buttons = BUTTONS.stream()
                .map(action -> Blocks.button(action.id(), action.id(), value, null))
                .toList();
        String blocks = JSON.writeValueAsString(new Blocks().buttons(buttons).all());
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(slack.apiUrl());
        var posted = Slack.getInstance(config).methods(token).chatPostMessage(call -> call.channel(member)
                .text(card.dossier().offerId())
                .blocksAsString(blocks));
        assertThat(posted.isOk()).as(posted.getError()).isTrue();
        return slack.messages().stream()
                .filter(each -> each.ts().equals(posted.getTs()))
                .findFirst()
                .orElseThrow();
    }

    /** Clicks and waits for the modal to be filled: another one than was open before, which may be about the same card. */
    JsonNode modal(Message message, String member, String action, String title) {
        JsonNode before = slack.view(member);
        JsonNode answer = slack.click(member, message, action);
        assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(200);
        await().atMost(PATIENCE)
                .until(() -> before == null
                        || !before.path("id").equals(slack.view(member).path("id")));
        return awaitView(member, title);
    }

    /** A filled view, no loading one. */
    JsonNode awaitView(String member, String contains) {
        return await().atMost(PATIENCE)
                .until(
                        () -> slack.view(member),
                        view -> view.toString().contains(contains)
                                && !view.toString().contains("Loading"));
    }

    /** @param values field, value, field, value */
    JsonNode submit(String member, String... values) {
        ObjectNode entered = JSON.createObjectNode();
        for (int i = 0; i < values.length; i += 2) {
            entered.put(values[i], values[i + 1]);
        }
        JsonNode answer = slack.submit(member, slack.view(member), entered);
        assertThat(answer.path("action").asText()).as(answer.toString()).isNotEqualTo("failed");
        return answer;
    }

    /** The message at the field with this name, empty where there is none. */
    static String errorAt(JsonNode submitted, String field) {
        return submitted.path("errors").properties().stream()
                .filter(error -> error.getKey().endsWith("." + field))
                .map(error -> error.getValue().asText())
                .findFirst()
                .orElse("");
    }

    void awaitMessage(String member, String contains) {
        await().atMost(PATIENCE).until(() -> slack.messages().stream()
                .anyMatch(each -> each.user().equals(member) && each.text().contains(contains)));
    }

    JsonNode awaitHome(String member, String contains) {
        return await().atMost(PATIENCE)
                .until(() -> slack.home(member), home -> home.toString().contains(contains));
    }
}
