package io.renewals.notifier.proposals.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.renewals.notifier.domain.CardLetter;
import io.renewals.notifier.domain.SlackMessage;
import io.renewals.standins.slack.BlockLimits;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever is proposed and however much of it, Slack takes the message and obeys nothing in it, and a mail has no link but ours. */
class ProposalBlocksProperties {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PUBLIC_URL = "http://localhost:8080";

    @Property(tries = 300)
    void everyMessageIsInsideSlacksLimits(
            @ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 400) int proposals) {
        SlackMessage message = ProposalBlocks.render(hostile(text, proposals), PUBLIC_URL, "p2147483647");

        ArrayNode blocks = JSON.valueToTree(message.blocks());
        assertThat(BlockLimits.ofMessage(blocks)).isEmpty();
        assertThat(BlockLimits.tooLong(blocks)).isFalse();
        assertThat(message.text()).hasSizeLessThanOrEqualTo(300).doesNotContain("<", ">", "\n");
        assertThat(blocks.toString().contains("… and ")).isEqualTo(proposals > 10);
    }

    @Property(tries = 300)
    void nothingOfTheirsIsObeyed(@ForAll("texts") String text) {
        SlackMessage message = ProposalBlocks.render(hostile("<!channel> *" + text + "*", 3), PUBLIC_URL, "p1");

        obeysNothing(JSON.valueToTree(message.blocks()));
    }

    @Property(tries = 300)
    void aMailLinksToOurPagesAlone(@ForAll("texts") String text) {
        CardLetter letter = ProposalLetter.of(hostile("<a href=\"https://evil.example\">" + text, 3), true, PUBLIC_URL);

        assertThat(letter.html().split("://", -1))
                .allSatisfy(part -> assertThat(part).doesNotEndWith("https"));
        assertThat(letter.html().split("<a href=\"", -1))
                .allMatch(part -> part.startsWith("<!doctype") || part.startsWith(PUBLIC_URL + "/proposals"));
        assertThat(letter.text().split("://", -1)).hasSize(5);
        assertThat(letter.subject()).isEqualTo("Once more: 3 proposed changes wait for your decision");
    }

    @Example
    void whatRenewsSoonestIsNamedFirstAndTheTenthLast() {
        List<ProposalFacts> proposals = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> new ProposalFacts(
                        "p" + i,
                        "a" + i,
                        "Account " + i + ".",
                        "calendar",
                        "2031-%02d-15".formatted(13 - i),
                        "2032-01-01",
                        List.of(),
                        null,
                        "mid"))
                .toList();

        String shown =
                ProposalBlocks.render(proposals, PUBLIC_URL, "p1").blocks().toString();

        assertThat(shown)
                .contains("12 proposed changes wait", "… and 2 more")
                .doesNotContain("Account 1.", "Account 2.");
        assertThat(shown.indexOf("Account 12.")).isLessThan(shown.indexOf("Account 11."));
        assertThat(shown.indexOf("Account 4.")).isLessThan(shown.indexOf("Account 3."));
    }

    @Example
    void whatElseWouldChangeIsSaid() {
        assertThat(facts("2031-02-01", "2031-05-15", List.of()).change())
                .isEqualTo("renews on 2031-02-01 → 2031-05-15");
        assertThat(facts("2031-02-01", "2031-05-15", List.of("quantity")).change())
                .isEqualTo("renews on 2031-02-01 → 2031-05-15; would change its quantity too");
        assertThat(facts("2031-02-01", null, List.of("quantity", "unit price")).change())
                .isEqualTo("would change its quantity, unit price");
        assertThat(facts(null, "2031-05-15", List.of()).change())
                .isEqualTo("renews on a day that is not known → 2031-05-15");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(4_200);
        Arbitrary<String> nasty = Arbitraries.of(
                "<!channel>",
                "*bold* _it_ ~s~ `c`",
                "😀".repeat(2_000),
                "\u202Egnp.exe",
                "&".repeat(4_000),
                "www.evil.example http://evil.example",
                "a|b>c",
                "");
        return Arbitraries.oneOf(any, nasty);
    }

    private static void obeysNothing(JsonNode node) {
        if (node.path("type").asText().equals("mrkdwn")) {
            assertThat(node.path("text").asText())
                    .matches("<http://localhost:8080/proposals(/[A-Za-z0-9%*._-]+\\|Look at it and decide"
                            + "|\\|All proposals that wait)>");
        } else if (node.path("type").asText().equals("plain_text")) {
            assertThat(node.path("text").asText()).doesNotContain("<", ">");
            assertThat(node.path("emoji").asBoolean(true)).isFalse();
        }
        node.forEach(ProposalBlocksProperties::obeysNothing);
    }

    private static ProposalFacts facts(String known, String proposed, List<String> others) {
        return new ProposalFacts("p", "a", "Bayside", "calendar", known, proposed, others, null, null);
    }

    private static List<ProposalFacts> hostile(String text, int proposals) {
        return IntStream.range(0, proposals)
                .mapToObj(i -> new ProposalFacts(
                        "id/" + i,
                        text,
                        text,
                        text,
                        "2031-02-01",
                        "2031-05-15",
                        List.of("quantity", "unit price"),
                        text,
                        text))
                .toList();
    }
}
