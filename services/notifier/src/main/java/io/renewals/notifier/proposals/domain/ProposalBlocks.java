package io.renewals.notifier.proposals.domain;

import io.renewals.notifier.domain.BlockKit;
import io.renewals.notifier.domain.SlackMessage;
import io.renewals.wording.SlackText;
import java.util.List;
import java.util.Map;

/**
 * Proposed changes as Block Kit, inside Slack's limits however many there are: ten are named, each with a link to its page, the others
 * counted. Somebody else's words stand in {@code plain_text} alone.
 */
public final class ProposalBlocks {
    private static final int HEADER = 150;
    private static final int LINE = 300;
    private static final int NAME = 120;
    private static final int ORIGIN = 250;

    private final ProposalWords words;
    private final BlockKit kit;

    private ProposalBlocks(ProposalWords words, String idPrefix) {
        this.words = words;
        this.kit = new BlockKit(idPrefix);
    }

    /**
     * @param proposals at least one
     * @param publicUrl where the pages are, without a slash at the end
     * @param idPrefix begins every block id
     */
    public static SlackMessage render(List<ProposalFacts> proposals, String publicUrl, String idPrefix) {
        return new ProposalBlocks(new ProposalWords(proposals, publicUrl), idPrefix).message();
    }

    private SlackMessage message() {
        kit.add("header").put("text", BlockKit.plainText(SlackText.line(words.title(), HEADER)));
        section(ProposalWords.NOTHING_YET);
        for (ProposalFacts proposal : words.named()) {
            section(SlackText.line(proposal.accountName(), NAME) + ": " + SlackText.line(proposal.change(), LINE)
                    + "\nRead in: " + SlackText.line(proposal.origin(), ORIGIN));
            link(words.page(proposal), "Look at it and decide");
        }
        if (!words.more().isEmpty()) {
            section(words.more());
        }
        link(words.page(), "All proposals that wait");
        String first = words.named().getFirst().accountName();
        return new SlackMessage(SlackText.line(words.title() + ": " + first, LINE), kit.blocks());
    }

    private void section(String escaped) {
        kit.add("section").put("text", BlockKit.plainText(escaped));
    }

    private void link(String page, String called) {
        kit.add("context")
                .put(
                        "elements",
                        List.of(Map.of("type", "mrkdwn", "text", "<" + SlackText.escape(page) + "|" + called + ">")));
    }
}
