package io.renewals.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.standins.bedrock.ModelFault;
import io.renewals.standins.http.Json;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;

/** Converse, judged by the AWS SDK's own client. */
class BedrockStandInTest {
    private static final String MODEL = "eu.anthropic.claude-sonnet-4-20250514-v1:0";
    private static final String FACTS =
            """
            {"offer_id":"offer-7","play":"%s","greeting":"added",
             "placeholders":["account_name","contact_name","unit_price","discount","renewal_date","offer_plan","owner_name"],
             "evidence":[{"id":"ev-usage-1","text":"at 93%% of the plan"},{"id":"ev-crm-2"}]}
            """;

    private BedrockStandIn standIn;
    private BedrockRuntimeClient client;

    @BeforeEach
    void start() {
        standIn = new BedrockStandIn(0).start();
        client = BedrockRuntimeClient.builder()
                .endpointOverride(URI.create(standIn.endpoint()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("laptop", "laptop")))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(2)))
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        standIn.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "loyalty", "right_size", "renew"})
    void writesAMailOfPlaceholdersOnly(String play) {
        ConverseResponse response = client.converse(request(play).build());

        assertThat(response.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(response.usage().totalTokens()).isPositive();
        JsonNode mail = mail(response);
        String words = mail.path("subject").asText() + mail.path("paragraphs");
        assertThat(words).contains("{{account_name}}", "{{unit_price}}", "{{discount}}", "{{offer_plan}}");
        assertThat(words).doesNotContain("Kind regards", "{{owner_name}}");
        assertThat(placeholders(words))
                .isSubsetOf(
                        "account_name",
                        "contact_name",
                        "unit_price",
                        "discount",
                        "renewal_date",
                        "offer_plan",
                        "owner_name");
        assertThat(words.replaceAll("\\{\\{\\w+}}", ""))
                .doesNotContainPattern("[\\d%$€£@]|https?:")
                .doesNotContainPattern(
                        "(?i)\\b(one|two|three|half|double|first|second|once|twice|hundred|dozen|percent)\\b");
        assertThat(mail.path("citations").valueStream().map(JsonNode::asText))
                .containsExactly("ev-usage-1", "ev-crm-2");
    }

    @Test
    void greetsWhereNobodyElseDoes() {
        String alone = FACTS.formatted("upgrade").replace("\"greeting\":\"added\",", "");

        JsonNode mail = mail(client.converse(request("upgrade")
                .messages(message -> message.role(ConversationRole.USER).content(ContentBlock.fromText(alone)))
                .build()));

        assertThat(mail.path("paragraphs").path(0).asText()).isEqualTo("Hello {{contact_name}},");
        assertThat(mail.path("paragraphs").path(5).asText()).endsWith("{{owner_name}}");
    }

    @Test
    void callsTheToolItWasGiven() {
        ConverseResponse response = client.converse(request("upgrade")
                .toolConfig(config -> config.tools(tool -> tool.toolSpec(spec -> spec.name("write_mail")
                                .inputSchema(schema -> schema.json(Document.mapBuilder()
                                        .putString("type", "object")
                                        .build()))))
                        .toolChoice(choice -> choice.tool(named -> named.name("write_mail"))))
                .build());

        assertThat(response.stopReason()).isEqualTo(StopReason.TOOL_USE);
        var use = response.output().message().content().getFirst().toolUse();
        assertThat(use.name()).isEqualTo("write_mail");
        assertThat(use.input().asMap().get("subject").asString()).contains("{{account_name}}");
    }

    @Test
    void throttlesAsAwsDoes() {
        standIn.fault(ModelFault.THROTTLE, 1, "", 0);

        assertThatThrownBy(() -> client.converse(request("upgrade").build())).isInstanceOf(ThrottlingException.class);
        assertThat(client.converse(request("upgrade").build())
                        .output()
                        .message()
                        .role())
                .isEqualTo(ConversationRole.ASSISTANT);
        assertThat(standIn.callsOf("offer-7")).isEqualTo(2);
        assertThat(standIn.calls().path("by_model").path(MODEL).asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"FAIL,500", "UNAVAILABLE,503"})
    void failsAsAwsDoes(ModelFault fault, int status) {
        standIn.fault(fault, BedrockStandIn.UNTIL_RESET, MODEL, 0);

        assertThatThrownBy(() -> client.converse(request("upgrade").build()))
                .isInstanceOfSatisfying(BedrockRuntimeException.class, e -> assertThat(e.statusCode())
                        .isEqualTo(status));
    }

    @ParameterizedTest
    @CsvSource({"STALL,60000", "DROP,0", "GARBAGE,0"})
    void givesNoUsableAnswer(ModelFault fault, long millis) {
        standIn.fault(fault, 1, "", millis);

        assertThatThrownBy(() -> client.converse(request("upgrade").build())).isInstanceOf(SdkClientException.class);
        assertThat(standIn.callsOf("offer-7")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "FABRICATE_NUMBERS,23%",
        "FABRICATE_SPELLED,twenty-three percent",
        "FABRICATE_LINKS,https://offers.example.net",
        "UNKNOWN_PLACEHOLDER,{{secret_discount}}",
        "FABRICATE_IDS,ev-invented-0001"
    })
    void fabricatesOnRequest(ModelFault fault, String expected) {
        standIn.fault(fault, 1, "", 0);

        assertThat(mail(client.converse(request("upgrade").build())).toString()).contains(expected);
        assertThat(mail(client.converse(request("upgrade").build())).toString()).doesNotContain(expected);
    }

    @Test
    void spoilsTheShape() {
        standIn.fault(ModelFault.MALFORMED, 1, "", 0);
        assertThatThrownBy(() -> mail(client.converse(request("upgrade").build())))
                .hasMessageContaining("not JSON");

        standIn.fault(ModelFault.TRUNCATED, 1, "", 0);
        assertThat(client.converse(request("upgrade").build()).stopReason()).isEqualTo(StopReason.MAX_TOKENS);

        standIn.fault(ModelFault.EMPTY, 1, "", 0);
        assertThat(mail(client.converse(request("upgrade").build())).path("paragraphs"))
                .isEmpty();
    }

    private static ConverseRequest.Builder request(String play) {
        return ConverseRequest.builder()
                .modelId(MODEL)
                .system(system -> system.text("Write a renewal mail. Answer with JSON {\"subject\": …}."))
                .messages(message -> message.role(ConversationRole.USER)
                        .content(ContentBlock.fromText("Here are the facts:\n" + FACTS.formatted(play))))
                .inferenceConfig(config -> config.maxTokens(800));
    }

    private static JsonNode mail(ConverseResponse response) {
        return Json.parse(response.output().message().content().getFirst().text());
    }

    private static List<String> placeholders(String words) {
        return Pattern.compile("\\{\\{(\\w+)}}")
                .matcher(words)
                .results()
                .map(MatchResult::group)
                .map(name -> name.replaceAll("[{}]", ""))
                .toList();
    }
}
