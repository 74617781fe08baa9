package io.renewals.actionservice.web;

import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.ExceptionAsk;
import io.renewals.actionservice.web.CardView.ExceptionView;
import io.renewals.web.SignedIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Requests for an exception that wait for the signed-in person. */
@RequestScoped
public class ExceptionDesk {
    private final CardDesk desk;
    private final SignedIn signedIn;

    @Inject
    public ExceptionDesk(CardDesk desk, SignedIn signedIn) {
        this.desk = desk;
        this.signedIn = signedIn;
    }

    /** A request with what it takes to weigh it. @param capPercent of the card as it stands, before the exception */
    public record Request(
            String offerId,
            String account,
            String accountName,
            int revision,
            String tier,
            String ownerName,
            BigDecimal capPercent,
            BigDecimal proposedArr,
            String currency,
            LocalDate noticeDeadline,
            ExceptionView exception) {
        static Request of(Card card) {
            ExceptionAsk ask = card.openException().orElseThrow();
            return new Request(
                    card.dossier().offerId(),
                    card.dossier().account(),
                    card.dossier().accountName(),
                    card.dossier().revision(),
                    card.offer().tier(),
                    card.owner().name(),
                    card.offer().capPercent(),
                    card.offer().proposedArr(),
                    card.offer().currency(),
                    card.dossier().noticeDeadline(),
                    ExceptionView.of(ask));
        }
    }

    /** The nearest notice deadline first. */
    List<Request> mine() {
        return desk.exceptions(signedIn.tenant(), Decider.person(signedIn, "web")).stream()
                .map(Request::of)
                .toList();
    }
}
