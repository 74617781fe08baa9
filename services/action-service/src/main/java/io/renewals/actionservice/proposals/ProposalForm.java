package io.renewals.actionservice.proposals;

import io.quarkus.qute.RawString;
import io.renewals.actionservice.proposals.domain.Field;
import io.renewals.actionservice.proposals.domain.Terms;
import io.renewals.rulebook.Plan;
import io.renewals.web.Problem.FieldError;
import java.util.List;
import java.util.Map;

/**
 * What the forms of a proposal's page hold: what would be, or in a form that was refused what had been entered, with the errors.
 *
 * @param wanted the account as it would be
 * @param open name of the form that was refused, edit or refuse; empty: none
 */
public record ProposalForm(Terms wanted, String open, Map<String, String> entered, List<FieldError> errors) {

    static ProposalForm of(ProposalDesk.Shown shown) {
        return new ProposalForm(shown.wanted(), "", Map.of(), List.of());
    }

    public boolean isOpen(String form) {
        return open.equals(form);
    }

    public String value(String field) {
        if (entered.containsKey(field)) {
            return entered.get(field);
        }
        return Field.of(field).flatMap(wanted::get).orElse("");
    }

    /** Ties a refused field to the words that say why; empty: it was not refused. */
    public RawString aria(String field) {
        boolean refused = errors.stream().anyMatch(error -> error.field().equals(field));
        return new RawString(refused ? " aria-invalid=\"true\" aria-describedby=\"" + field + "-error\"" : "");
    }

    /** False: the account is on a plan that the menu has no more, and it must not be changed by a list without it. */
    public boolean isPlanListed(List<Plan> plans) {
        return plans.stream().anyMatch(plan -> plan.id().equals(value(Field.PLAN.key())));
    }

    /** What a form calls a field. */
    public String label(String field) {
        return Field.of(field).map(Field::label).orElse("Reason");
    }
}
