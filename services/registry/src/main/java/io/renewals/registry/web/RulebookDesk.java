package io.renewals.registry.web;

import io.renewals.registry.adapter.Publishing;
import io.renewals.registry.adapter.RulebookShelf;
import io.renewals.rulebook.yaml.Problem;
import io.renewals.rulebook.yaml.ReadResult;
import io.renewals.rulebook.yaml.RulebookYaml;
import io.renewals.store.Transactions;
import io.renewals.web.SignedIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Rulebook acts of the signed-in person, for API and pages alike. */
@RequestScoped
public class RulebookDesk {
    private final Transactions transactions;
    private final RulebookShelf shelf;
    private final Publishing publishing;
    private final SignedIn signedIn;

    @Inject
    public RulebookDesk(Transactions transactions, RulebookShelf shelf, Publishing publishing, SignedIn signedIn) {
        this.transactions = transactions;
        this.shelf = shelf;
        this.publishing = publishing;
        this.signedIn = signedIn;
    }

    /** In the order of the document; empty: it may be published. */
    List<Problem> check(String yaml) {
        return switch (RulebookYaml.read(yaml, signedIn.tenant())) {
            case ReadResult.Parsed parsed -> List.of();
            case ReadResult.Refused refused -> refused.problems();
        };
    }

    /** @param yaml checked */
    Publishing.Published publish(String yaml, String comment) {
        return transactions.inTenant(
                signedIn.tenant(), work -> publishing.publish(work, yaml, signedIn.email(), blankToNull(comment)));
    }

    /** Empty: there is no such version. */
    Optional<RulebookShelf.Version> rollBack(int version, String comment) {
        return transactions.inTenant(signedIn.tenant(), work -> shelf.document(work, version)
                .map(document -> publishing.rollBack(work, document, signedIn.email(), blankToNull(comment))));
    }

    List<RulebookShelf.Version> versions() {
        return transactions.inTenant(signedIn.tenant(), shelf::versions);
    }

    Optional<RulebookShelf.Document> document(int version) {
        return transactions.inTenant(signedIn.tenant(), work -> shelf.document(work, version));
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
