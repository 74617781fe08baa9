package io.renewals.actionservice.slack;

import io.renewals.actionservice.adapter.SlackRequests.Entry;
import io.renewals.actionservice.slack.RequestLog.NotRecorded;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebookfeed.Rulebooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Everything that Slack sends, once it is known that Slack sent it: over HTTP or Socket Mode, the same from here on. */
@ApplicationScoped
public class SlackFront {
    private final Rulebooks rulebooks;
    private final Interactions interactions;
    private final SlashCommands commands;
    private final HomeTab home;
    private final RequestLog log;
    private final SlackAccess access;

    @Inject
    public SlackFront(
            Rulebooks rulebooks,
            Interactions interactions,
            SlashCommands commands,
            HomeTab home,
            RequestLog log,
            SlackAccess access) {
        this.rulebooks = rulebooks;
        this.interactions = interactions;
        this.commands = commands;
        this.home = home;
        this.log = log;
        this.access = access;
    }

    /** @param proof signature or envelope id: a second request with the same one is refused */
    Reply hear(Incoming incoming, String proof) {
        Deadline deadline = Deadline.in(access.acknowledgeWithin());
        if (incoming instanceof Incoming.AddressCheck check) {
            return new Reply.Plain(check.challenge());
        }
        Optional<Rulebook> rulebook = Clicker.company(rulebooks, incoming.team());
        if (rulebook.isEmpty()) {
            return new Reply.Refused("This workspace belongs to no company here.");
        }
        return switch (incoming) {
            case Incoming.Interaction in -> interactions.hear(in, rulebook.get(), proof, deadline);
            case Incoming.SlashCommand in -> commands.hear(in, rulebook.get(), proof, deadline);
            case Incoming.Event in -> happened(in, rulebook.get(), proof, deadline);
            case Incoming.AddressCheck check -> new Reply.Plain(check.challenge());
        };
    }

    /** Slack sends an event again that was not acknowledged: the second one is acknowledged, and nothing more. */
    private Reply happened(Incoming.Event event, Rulebook rulebook, String proof, Deadline deadline) {
        Entry entry = new Entry(rulebook.tenant(), proof, UUID.randomUUID().toString(), event.id(), Optional.empty());
        try {
            if (!log.firstTime(entry, deadline.left())) {
                return event.id().isPresent()
                        ? new Reply.Acknowledged()
                        : new Reply.Refused("This request was here before.");
            }
        } catch (NotRecorded e) {
            log.forget(entry);
            return new Reply.Refused("Not stored in time; send it again.");
        }
        if (event.opensHome()) {
            Clicker.of(rulebook, event.user()).ifPresent(clicker -> home.publish(clicker, List.of()));
        }
        return new Reply.Acknowledged();
    }
}
