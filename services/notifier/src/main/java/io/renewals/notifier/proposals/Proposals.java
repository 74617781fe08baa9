package io.renewals.notifier.proposals;

import io.renewals.events.NotificationKind;
import io.renewals.messaging.Ids;
import io.renewals.notifier.NotifierConfig;
import io.renewals.notifier.adapter.MessageFigures;
import io.renewals.notifier.domain.CardLetter;
import io.renewals.notifier.domain.Person;
import io.renewals.notifier.domain.SlackMessage;
import io.renewals.notifier.posting.Matter;
import io.renewals.notifier.posting.Post;
import io.renewals.notifier.posting.PostTable;
import io.renewals.notifier.posting.Posts;
import io.renewals.notifier.proposals.ProposalJson.Addressed;
import io.renewals.notifier.proposals.ProposalRows.Untold;
import io.renewals.notifier.proposals.domain.ProposalBlocks;
import io.renewals.notifier.proposals.domain.ProposalFacts;
import io.renewals.notifier.proposals.domain.ProposalLetter;
import io.renewals.rulebook.Owner;
import io.renewals.rulebook.OwnerResolution;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.store.Work;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Proposals as posts: what waits goes into one message for each person who may decide. */
final class Proposals implements Matter {
    private static final PostTable TABLE = new PostTable("proposal_post", "post_id", "proposals");
    private static final MessageFigures.Meaning FIGURES = new MessageFigures.Meaning(
            "renewals.proposal.posts",
            "renewals.proposal.posts.oldest.due.seconds",
            "renewals.proposal.attempts",
            "Messages about proposals by status, of the last eight days",
            "Age of the due message about proposals that waits longest",
            Duration.ofSeconds(30));

    private final Rulebooks rulebooks;
    private final NotifierConfig config;

    Proposals(Rulebooks rulebooks, NotifierConfig config) {
        this.rulebooks = rulebooks;
        this.config = config;
    }

    @Override
    public String name() {
        return "proposal";
    }

    @Override
    public PostTable table() {
        return TABLE;
    }

    @Override
    public NotificationKind kind() {
        return NotificationKind.PROPOSAL;
    }

    @Override
    public MessageFigures.Meaning figures() {
        return FIGURES;
    }

    /** Without a rulebook nobody can be named who may decide; in quiet hours more may come until they are over. Both are waited for. */
    @Override
    public void gather(Work work) {
        Optional<Rulebook> inForce = rulebooks.inForce(work.tenant()).map(Rulebooks.Versioned::rulebook);
        if (inForce.isEmpty() || isQuiet(inForce.get(), work)) {
            return;
        }
        ProposalRows rows = new ProposalRows(work);
        List<Untold> untold = rows.lockUntold(work.now().minus(config.gather()));
        if (untold.isEmpty()) {
            return;
        }
        List<Posts.Fresh> posts = new ArrayList<>();
        byPerson(rows, untold, inForce.get(), work).forEach((email, its) -> {
            Untold first = its.proposals().getFirst();
            String id = Ids.of("proposals", work.tenant(), email, first.facts().id());
            posts.add(new Posts.Fresh(
                    id,
                    its.person().id(),
                    first.correlationId(),
                    first.causeId(),
                    ProposalJson.write(new Addressed(its.person(), its.onlyAccount()))));
            rows.named(id, its.proposals());
        });
        new Posts(work, TABLE).add(posts);
    }

    private static boolean isQuiet(Rulebook rulebook, Work work) {
        return rulebook.quietHours().isQuiet(work.now(), rulebook.zone());
    }

    /** What one person is told at once. */
    private record Share(Person person, List<Untold> proposals) {
        /** Null: they are about several. */
        String onlyAccount() {
            List<String> accounts = proposals.stream()
                    .map(each -> each.facts().account())
                    .distinct()
                    .toList();
            return accounts.size() == 1 ? accounts.getFirst() : null;
        }
    }

    /** By address in lower case: somebody without an entry in the rulebook may have another's id. */
    private static Map<String, Share> byPerson(ProposalRows rows, List<Untold> untold, Rulebook rulebook, Work work) {
        Map<String, Person> cards = rows.cardOwners(
                untold.stream().map(each -> each.facts().account()).distinct().toList());
        LocalDate today = LocalDate.ofInstant(work.now(), rulebook.zone());
        Map<String, Share> shares = new LinkedHashMap<>();
        for (Untold each : untold) {
            Person person =
                    decider(Optional.ofNullable(cards.get(each.facts().account())), each.facts(), rulebook, today);
            shares.computeIfAbsent(
                            person.email().toLowerCase(Locale.ROOT), email -> new Share(person, new ArrayList<>()))
                    .proposals()
                    .add(each);
        }
        return shares;
    }

    /** Who decides, by action-service's rule: whose card the account has, else whose account it is by the rulebook. */
    private static Person decider(Optional<Person> ofCard, ProposalFacts facts, Rulebook rulebook, LocalDate today) {
        return ofCard.map(person -> rulebook.ownerByEmail(person.email())
                        .map(Proposals::person)
                        .orElse(person))
                .orElseGet(() -> person(OwnerResolution.resolve(
                                rulebook,
                                Optional.ofNullable(facts.ownerEmail()),
                                Optional.ofNullable(facts.tier()),
                                today)
                        .owner()));
    }

    private static Person person(Owner owner) {
        return new Person(
                owner.id(), owner.name(), owner.email(), owner.slackId().orElse(null));
    }

    @Override
    public Optional<Words> words(Work work, Post post) {
        List<ProposalFacts> open = new ProposalRows(work).open(post.id());
        return open.isEmpty() ? Optional.empty() : Optional.of(new Named(open, config.publicUrl()));
    }

    @Override
    public String about(Post post) {
        String account = ProposalJson.addressed(post.facts()).account();
        return account == null ? post.to().id() : account;
    }

    private record Named(List<ProposalFacts> proposals, String publicUrl) implements Words {
        @Override
        public SlackMessage onSlack(int attempt) {
            return ProposalBlocks.render(proposals, publicUrl, "p" + attempt);
        }

        @Override
        public CardLetter byMail(boolean reminder) {
            return ProposalLetter.of(proposals, reminder, publicUrl);
        }
    }
}
