package io.renewals.standins;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.asBlocks;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.asElements;
import static com.slack.api.model.block.element.BlockElements.button;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.block.LayoutBlock;
import io.renewals.standins.slack.SlackFault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Web API, judged by Slack's own client. */
class SlackWebApiTest {
    private SlackStandIn standIn;
    private Slack slack;
    private MethodsClient acme;

    @BeforeEach
    void start() {
        standIn = new SlackStandIn(0).start();
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(standIn.apiUrl());
        slack = Slack.getInstance(config);
        acme = slack.methods("xoxb-acme-token");
    }

    @AfterEach
    void stop() throws Exception {
        slack.close();
        standIn.close();
    }

    private static List<LayoutBlock> card(String text) {
        return asBlocks(
                section(block -> block.text(markdownText(text))),
                actions(block -> block.elements(asElements(button(b -> b.actionId("approve")
                        .value("card-1")
                        .text(plainText("Approve"))
                        .style("primary"))))));
    }

    @Test
    void tellsWhoTheTokenIs() throws Exception {
        assertThat(acme.authTest(r -> r).getTeamId()).isEqualTo("T0ACME");
        assertThat(slack.methods("xoxb-globex").authTest(r -> r).getTeamId()).isEqualTo("T0GLOBEX");
    }

    @Test
    void refusesAForeignOrMissingToken() throws Exception {
        assertThat(slack.methods("xoxb-nobody").authTest(r -> r).getError()).isEqualTo("invalid_auth");
        assertThat(slack.methods("").authTest(r -> r).getError()).isEqualTo("not_authed");
    }

    @Test
    void postsAndUpdatesADirectMessage() throws Exception {
        String channel = acme.conversationsOpen(r -> r.users(List.of("U0MARIA")))
                .getChannel()
                .getId();

        ChatPostMessageResponse posted =
                acme.chatPostMessage(r -> r.channel(channel).text("A card").blocks(card("*Bayside*")));
        assertThat(posted.isOk()).as("%s", posted).isTrue();
        assertThat(posted.getMessage().getBlocks()).hasSize(2).allMatch(block -> block.getBlockId() != null);

        assertThat(acme.chatUpdate(r -> r.channel(channel)
                                .ts(posted.getTs())
                                .text("Sent")
                                .blocks(card("sent")))
                        .isOk())
                .isTrue();
        assertThat(standIn.messages()).singleElement().satisfies(message -> {
            assertThat(message.user()).isEqualTo("U0MARIA");
            assertThat(message.text()).isEqualTo("Sent");
            assertThat(message.earlier()).hasSize(1);
        });
        assertThat(acme.conversationsHistory(r -> r.channel(channel)).getMessages())
                .hasSize(1);
    }

    @Test
    void keepsWorkspacesApart() throws Exception {
        assertThat(acme.chatPostMessage(r -> r.channel("U0GINA").text("hi")).getError())
                .isEqualTo("channel_not_found");
        assertThat(acme.usersInfo(r -> r.user("U0GINA")).getError()).isEqualTo("user_not_found");
        assertThat(acme.usersInfo(r -> r.user("U0ADA")).getUser().getProfile().getEmail())
                .isEqualTo("ada@acme.example");
    }

    @Test
    void refusesWhatIsNotThereAnyMore() throws Exception {
        ChatPostMessageResponse posted =
                acme.chatPostMessage(r -> r.channel("U0MARIA").text("soon gone"));
        assertThat(acme.chatDelete(r -> r.channel(posted.getChannel()).ts(posted.getTs()))
                        .isOk())
                .isTrue();

        assertThat(acme.chatUpdate(r -> r.channel(posted.getChannel())
                                .ts(posted.getTs())
                                .text("x"))
                        .getError())
                .isEqualTo("message_not_found");
    }

    @Test
    void refusesTooMuchWithTheReason() throws Exception {
        ChatPostMessageResponse refused =
                acme.chatPostMessage(r -> r.channel("U0MARIA").text("x").blocks(card("y".repeat(3_001))));

        assertThat(refused.getError()).isEqualTo("invalid_blocks");
        assertThat(refused.getResponseMetadata().getMessages())
                .containsExactly("[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]");
        assertThat(acme.chatPostMessage(r -> r.channel("U0MARIA").text("z".repeat(40_001)))
                        .getError())
                .isEqualTo("msg_too_long");
        List<LayoutBlock> long5 =
                java.util.Collections.nCopies(5, card("y".repeat(2_900)).getFirst());
        assertThat(acme.chatPostMessage(r -> r.channel("U0MARIA").text("x").blocks(long5))
                        .getError())
                .isEqualTo("msg_blocks_too_long");
        assertThat(standIn.messages()).isEmpty();
    }

    @Test
    void asksToWait() throws Exception {
        standIn.fault(SlackFault.RATELIMITED, 1, "chat.postMessage", 7_000);

        assertThatThrownBy(() -> acme.chatPostMessage(r -> r.channel("U0MARIA").text("x")))
                .isInstanceOfSatisfying(SlackApiException.class, e -> {
                    assertThat(e.getResponse().code()).isEqualTo(429);
                    assertThat(e.getResponse().header("Retry-After")).isEqualTo("7");
                });
        assertThat(acme.chatPostMessage(r -> r.channel("U0MARIA").text("x")).isOk())
                .isTrue();
    }

    @Test
    void dropsTheConnectionAfterPosting() {
        standIn.fault(SlackFault.DROP, 1, "chat.postMessage", 0);

        assertThatThrownBy(() -> acme.chatPostMessage(r -> r.channel("U0MARIA").text("did it arrive?")))
                .isInstanceOf(IOException.class);

        assertThat(standIn.messages()).singleElement().extracting("text").isEqualTo("did it arrive?");
    }

    @Test
    void stallsWithTheMessagePosted() throws Exception {
        standIn.fault(SlackFault.STALL, 1, "", 60_000);
        Thread poster = Thread.startVirtualThread(() -> {
            try {
                acme.chatPostMessage(r -> r.channel("U0MARIA").text("slow"));
            } catch (IOException | SlackApiException e) {
                throw new IllegalStateException(e);
            }
        });
        org.awaitility.Awaitility.await().until(() -> standIn.messages().size() == 1);
        assertThat(poster.isAlive()).isTrue();

        standIn.reset(); // lets the stalled call go
        poster.join(5_000);
        assertThat(poster.isAlive()).isFalse();
    }

    @Test
    void readsTeamsFromTheEnvironment() {
        var settings = io.renewals.standins.slack.SlackSettings.fromEnvironment(
                0, Map.of("SLACK_TEAMS", "xoxb-a=T1,xoxb-b=T2", "SLACK_INTERACTIVITY_URL", "http://localhost:1/s/i"));

        assertThat(settings.teams()).containsEntry("xoxb-a", "T1").containsEntry("xoxb-b", "T2");
        assertThat(settings.commandsUrl()).isEqualTo("http://localhost:1/s/commands");
    }
}
