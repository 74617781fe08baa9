package io.renewals.registry.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.renewals.registry.adapter.RulebookShelf;
import io.renewals.rulebook.Factor;
import io.renewals.rulebook.ModelRoute;
import io.renewals.rulebook.Owner;
import io.renewals.rulebook.Rulebook;
import io.renewals.store.Transactions;
import io.renewals.web.PageTime;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The rules in force, as people read them. Nothing is set here: rules change by publishing a rulebook. */
@Path("/settings")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class SettingsPages {
    private final Transactions transactions;
    private final RulebookShelf shelf;
    private final SignedIn signedIn;
    private final PageTime time;
    private final Template page;

    @Inject
    public SettingsPages(
            Transactions transactions,
            RulebookShelf shelf,
            SignedIn signedIn,
            PageTime time,
            @Location("registry/settings") Template page) {
        this.transactions = transactions;
        this.shelf = shelf;
        this.signedIn = signedIn;
        this.time = time;
        this.page = page;
    }

    /** A rulebook with its names looked up. @param today the tenant's day */
    public record Settings(int version, Rulebook rules, LocalDate today) {
        /** @param ownerId empty: nobody is named */
        public String name(Optional<String> ownerId) {
            return ownerId.flatMap(rules::owner).map(Owner::name).orElse("nobody");
        }

        public String admin() {
            return rules.admin().name();
        }

        public String currency() {
            return rules.currency().getCurrencyCode();
        }

        /** Of one tier: its own approver, else those of all tiers. @param own owner id */
        public String approver(Optional<String> own) {
            return own.isPresent() ? name(own) : "the approvers of all tiers";
        }

        public String approvers() {
            List<String> approvers = rules.exceptions().approvers();
            return approvers.isEmpty()
                    ? "nobody, so there are no exceptions"
                    : approvers.stream().map(id -> name(Optional.of(id))).collect(Collectors.joining(", "));
        }

        public boolean quietHoursUsed() {
            return !rules.quietHours().from().equals(rules.quietHours().to());
        }

        public List<DayOfWeek> businessDays() {
            return rules.quietHours().businessDays().stream().sorted().toList();
        }

        /** Absences that are not over, with whose they are. */
        public List<Away> absences() {
            return rules.owners().stream()
                    .flatMap(owner -> owner.outOfOffice().stream()
                            .filter(absence -> !absence.to().isBefore(today))
                            .map(absence ->
                                    new Away(owner.name(), absence.from(), absence.to(), name(owner.delegate()))))
                    .sorted((one, other) -> one.from().compareTo(other.from()))
                    .toList();
        }

        public List<Factor> factors() {
            return List.of(Factor.values());
        }

        public List<ModelRoute> routes() {
            return List.of(ModelRoute.values());
        }
    }

    /** @param from first day away @param to last day away @param delegate who stands in */
    public record Away(String name, LocalDate from, LocalDate to, String delegate) {}

    @GET
    @Operation(hidden = true)
    public TemplateInstance show() {
        Optional<RulebookShelf.InForce> inForce = transactions.inTenant(signedIn.tenant(), shelf::inForce);
        return page.data(
                        "settings", inForce.map(rules -> new Settings(rules.version(), rules.rulebook(), time.today())))
                .data("mayAdminister", signedIn.mayAdminister());
    }
}
