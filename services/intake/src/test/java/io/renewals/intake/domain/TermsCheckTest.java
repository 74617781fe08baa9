package io.renewals.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsCheckTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
    private static final TermsCheck CHECK = new TermsCheck(text -> text.matches("[^@ ]+@[^@ ]+\\.[a-z]+"));

    @Test
    void plausibleTermsAreAccepted() {
        assertThat(check(draft("49.5", "USD", 12, 30, 24, "2027-01-11"))).isInstanceOf(Checked.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0001", "49", "49.1234", "49.120000", "999999999.9999"})
    void pricesUpToFourDecimalsAreAccepted(String price) {
        assertThat(reasons(draft(price, "USD", 12, 30, 24, "2027-01-11"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.00001", "1000000000", "1E+999999999", "1E-999999999"})
    void otherPricesAreRefused(String price) {
        assertThat(reasons(draft(price, "USD", 12, 30, 24, "2027-01-11"))).containsExactly("unit_price");
    }

    @ParameterizedTest
    @CsvSource({"1,0,1", "120,365,10000000"})
    void theEdgesOfTermNoticeAndQuantityAreAccepted(int months, int notice, int quantity) {
        assertThat(reasons(draft("1", "EUR", months, notice, quantity, "2027-01-11")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,-1,0", "121,366,10000001"})
    void beyondTheEdgesAllThreeAreRefused(int months, int notice, int quantity) {
        assertThat(reasons(draft("1", "EUR", months, notice, quantity, "2027-01-11")))
                .containsExactly("quantity", "term_months", "notice_period_days");
    }

    @ParameterizedTest
    @CsvSource({"2024-12-01,true", "2024-11-30,false", "2037-12-01,true", "2037-12-02,false"})
    void aRenewalIsPlausibleFromTwoYearsBackToElevenAhead(LocalDate renewal, boolean accepted) {
        assertThat(reasons(draft("1", "EUR", 12, 30, 1, renewal.toString())).isEmpty())
                .isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"US", "USDD", "US$", "AAA", ""})
    void whatIsNoCurrencyIsRefused(String currency) {
        assertThat(reasons(draft("1", currency, 12, 30, 1, "2027-01-11"))).containsExactly("currency");
    }

    @Test
    void aNameThatTurnsTheDirectionOfTextIsRefused() {
        TermsDraft spoofed = with(draft("1", "EUR", 12, 30, 1, "2027-01-11"), "abc\u202Emoc", "jo@x.example");

        assertThat(reasons(spoofed)).containsExactly("name");
    }

    @Test
    void anAddressWithALineBreakIsRefused() {
        TermsDraft injected =
                with(draft("1", "EUR", 12, 30, 1, "2027-01-11"), "Name", "jo@x.example\r\nBcc: all@x.example");

        assertThat(reasons(injected)).containsExactly("contact_email");
    }

    @Test
    void whatWasRefusedBeforeIsNotRefusedAgain() {
        Reasons found = new Reasons();
        found.add("unit_price", "'x' is not a number", "write digits");

        var checked = (Checked.Refused<Terms>)
                CHECK.check(draft(null, "EUR", 12, 30, 1, "2027-01-11"), found, TODAY, TermsField::column);

        assertThat(checked.reasons()).hasSize(1);
    }

    private static Checked<Terms> check(TermsDraft draft) {
        return CHECK.check(draft, new Reasons(), TODAY, TermsField::column);
    }

    private static List<String> reasons(TermsDraft draft) {
        return switch (check(draft)) {
            case Checked.Accepted<Terms> accepted -> List.of();
            case Checked.Refused<Terms> refused ->
                refused.reasons().stream().map(Reason::field).toList();
        };
    }

    private static TermsDraft draft(
            String price, String currency, int months, int notice, int quantity, String renewal) {
        return new TermsDraft(
                "Name",
                "pro",
                null,
                quantity,
                price == null ? null : new BigDecimal(price),
                currency,
                "MONTHLY",
                months,
                null,
                LocalDate.parse(renewal),
                notice,
                null,
                null,
                "jo@x.example",
                null);
    }

    private static TermsDraft with(TermsDraft draft, String name, String email) {
        return new TermsDraft(
                name,
                draft.plan(),
                draft.tier(),
                draft.quantity(),
                draft.unitPrice(),
                draft.currency(),
                draft.billingPeriod(),
                draft.termMonths(),
                draft.contractStart(),
                draft.renewalDate(),
                draft.noticePeriodDays(),
                draft.autoRenew(),
                draft.contactName(),
                email,
                draft.ownerEmail());
    }
}
