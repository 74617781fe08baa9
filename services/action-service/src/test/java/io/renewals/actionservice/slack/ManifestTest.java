package io.renewals.actionservice.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What the app is installed with is what there is. */
class ManifestTest {
    private static JsonNode manifest;

    @BeforeAll
    static void read() throws Exception {
        String yaml = Files.readString(Path.of("../../deploy/slack/manifest.yaml"));
        manifest = new ObjectMapper().valueToTree(new Yaml().load(yaml));
    }

    @Test
    void namesTheAddressesThatExist() {
        assertThat(path("/settings/interactivity/request_url")).isEqualTo(SlackEndpoint.INTERACTIONS);
        assertThat(path("/settings/event_subscriptions/request_url")).isEqualTo(SlackEndpoint.EVENTS);
        assertThat(path("/features/slash_commands/0/url")).isEqualTo(SlackEndpoint.COMMANDS);
    }

    @Test
    void switchesOnWhatTheServiceHears() {
        assertThat(manifest.at("/features/slash_commands/0/command").asText()).isEqualTo("/renewals");
        assertThat(texts("/settings/event_subscriptions/bot_events")).containsExactly("app_home_opened");
        assertThat(manifest.at("/settings/interactivity/is_enabled").asBoolean())
                .isTrue();
        assertThat(manifest.at("/features/app_home/home_tab_enabled").asBoolean())
                .isTrue();
    }

    @Test
    void asksForNoMoreThanIsUsed() {
        assertThat(texts("/oauth_config/scopes/bot")).containsExactlyInAnyOrder("chat:write", "im:write", "commands");
        assertThat(manifest.at("/oauth_config/scopes").has("user")).isFalse();
    }

    @Test
    void keepsSlacksOwnLimits() {
        assertThat(manifest.at("/display_information/name").asText()).hasSizeLessThanOrEqualTo(35);
        assertThat(manifest.at("/display_information/description").asText()).hasSizeLessThanOrEqualTo(140);
        assertThat(manifest.at("/features/slash_commands/0/description").asText())
                .hasSizeLessThanOrEqualTo(2_000);
    }

    private static String path(String pointer) {
        URI url = URI.create(manifest.at(pointer).asText());
        assertThat(url.getScheme()).isEqualTo("https");
        return url.getPath();
    }

    private static List<String> texts(String pointer) {
        return manifest.at(pointer).valueStream().map(JsonNode::asText).toList();
    }
}
