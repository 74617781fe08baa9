package io.renewals.notifier.proposals.domain;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a message about proposed changes says, whichever way it goes. */
final class ProposalWords {
    /** Named one by one; the others are counted. */
    static final int NAMED = 10;

    static final String NOTHING_YET = "Nothing changes before you decide.";

    private final List<ProposalFacts> proposals;
    private final String publicUrl;

    /** @param proposals at least one @param publicUrl where the pages are, without a slash at the end */
    ProposalWords(List<ProposalFacts> proposals, String publicUrl) {
        this.proposals = proposals.stream().sorted(ProposalFacts.SOONEST).toList();
        this.publicUrl = publicUrl;
    }

    String title() {
        return proposals.size() == 1
                ? "1 proposed change waits for your decision"
                : proposals.size() + " proposed changes wait for your decision";
    }

    List<ProposalFacts> named() {
        return proposals.subList(0, Math.min(NAMED, proposals.size()));
    }

    /** Empty: all are named. */
    String more() {
        int more = proposals.size() - named().size();
        return more == 0 ? "" : "… and " + more + " more, all on the page of proposals";
    }

    String page() {
        return publicUrl + "/proposals";
    }

    String page(ProposalFacts proposal) {
        return page() + "/"
                + URLEncoder.encode(proposal.id(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
