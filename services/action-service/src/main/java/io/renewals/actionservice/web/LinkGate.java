package io.renewals.actionservice.web;

import io.renewals.actionservice.CardDesk.Proviso;
import io.renewals.actionservice.adapter.UsedLinks;
import io.renewals.actionservice.domain.Command;
import io.renewals.actionservice.domain.Refusal;
import io.renewals.actionservice.web.Decider.Said;
import io.renewals.web.MailLink;
import io.renewals.web.MailLink.Payload;
import io.renewals.web.MailLink.Read;
import io.renewals.web.PageTime;
import io.renewals.web.SignedIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * A decision that came by the link of a mail: one decision a link, for whom it was made, for the draft it was made for, while it is
 * young. The link gives no right of its own: whoever uses it is signed in and may decide anyway, or is refused.
 */
@RequestScoped
public class LinkGate {
    private static final String SURFACE = "mail";

    private final MailLink links;
    private final Decider decider;
    private final SignedIn signedIn;
    private final PageTime time;

    @Inject
    public LinkGate(MailLink links, Decider decider, SignedIn signedIn, PageTime time) {
        this.links = links;
        this.decider = decider;
        this.signedIn = signedIn;
        this.time = time;
    }

    Said decide(String token, String offerId, Command command) {
        return switch (links.read(token, time.now())) {
            case Read.Forged forged -> no("the link was cut or changed on its way; open the card from the queue");
            case Read.Expired expired -> no("the link is older than three days; open the card from the queue");
            case Read.Valid(Payload payload) -> {
                Optional<String> otherwise = mismatch(payload, offerId, command);
                yield otherwise.map(LinkGate::no).orElseGet(() -> decide(payload, offerId, command));
            }
        };
    }

    private Optional<String> mismatch(Payload payload, String offerId, Command command) {
        if (!payload.tenant().equals(signedIn.tenant()) || !payload.recipient().equalsIgnoreCase(signedIn.email())) {
            return Optional.of("the link was made for somebody else");
        }
        if (!payload.purpose().equals(MailLink.DECIDE)) {
            return Optional.of("the link is not for decisions");
        }
        if (!payload.offer().equals(offerId)
                || revision(command).filter(r -> r != payload.revision()).isPresent()) {
            return Optional.of("the link belongs to another draft of this account");
        }
        return Optional.empty();
    }

    /** The link is used up in the decision's own transaction, so that it is used exactly where a decision was made. */
    private Said decide(Payload payload, String offerId, Command command) {
        Proviso once = (work, card) -> new UsedLinks(work).claim(payload.id(), offerId, payload.recipient())
                ? Optional.empty()
                : Optional.of(new Refusal.NotThisWay("a decision was made through this link before"));
        return decider.decide(offerId, command, SURFACE, Optional.empty(), spends(command) ? once : Proviso.NONE);
    }

    /** An edit sends and settles nothing: the decision about it comes after. */
    private static boolean spends(Command command) {
        return switch (command) {
            case Command.Approve approve -> true;
            case Command.Skip skip -> true;
            case Command.Snooze snooze -> true;
            case Command.Reassign reassign -> true;
            case Command.AskException ask -> true;
            case Command.Edit edit -> false;
            case Command.GrantException grant -> false;
            case Command.RefuseException refuse -> false;
            case Command.Undo undo -> false;
            case Command.Resolve resolve -> false;
        };
    }

    private static Optional<Integer> revision(Command command) {
        return switch (command) {
            case Command.Approve approve -> Optional.of(approve.revision());
            case Command.Edit edit -> Optional.of(edit.revision());
            case Command.Skip skip -> Optional.of(skip.revision());
            case Command.Snooze snooze -> Optional.of(snooze.revision());
            case Command.Reassign reassign -> Optional.of(reassign.revision());
            case Command.AskException ask -> Optional.of(ask.revision());
            case Command.GrantException grant -> Optional.of(grant.revision());
            case Command.RefuseException refuse -> Optional.of(refuse.revision());
            case Command.Undo undo -> Optional.empty();
            case Command.Resolve resolve -> Optional.empty();
        };
    }

    private static Said no(String why) {
        return new Said.No(new Refusal.NotThisWay(why));
    }
}
