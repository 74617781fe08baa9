package io.renewals.intake.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renewals.intake.domain.SheetCheck;
import io.renewals.intake.domain.SheetComparison.RefusedLine;
import io.renewals.intake.domain.SheetRow;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CsvSheetTest {
    private static final String HEADER =
            "account,name,plan,quantity,unit_price,currency,billing_period,term_months,renewal_date,contact_email";
    private static final String REST = ",pro,5,49,USD,monthly,12,2027-01-11,a@b.example";

    @Test
    void aByteOrderMarkQuotesAndLineBreaksInCellsAreRead() {
        CsvSheet sheet = read("\uFEFF" + HEADER + "\r\na,\"Smith, \"\"S\"\" & Co\"" + REST + "\r\n");

        assertThat(sheet.rows().getFirst().terms().accountName()).isEqualTo("Smith, \"S\" & Co");
    }

    @Test
    void semicolonsAndTabsSeparateToo() {
        assertThat(read((HEADER + "\na,A" + REST).replace(',', ';')).rows()).hasSize(1);
        assertThat(read((HEADER + "\na,A" + REST).replace(',', '\t')).rows()).hasSize(1);
    }

    @Test
    void headingsMayBeSynonymsInAnyCaseAndOrder() {
        CsvSheet sheet = read("Renews On,EMAIL,Customer-ID,company,Plan,Seats,Price,Currency,Billing Cycle,Term\n"
                + "2027-01-11,a@b.example,a,A,pro,5,49,usd,yearly,12\n");

        assertThat(sheet.rows()).extracting(SheetRow::account).containsExactly("a");
    }

    @Test
    void aLineIsNamedByWhereItBeginsEvenAfterBlankLinesAndBrokenCells() {
        CsvSheet sheet =
                read(HEADER + "\n\na,\"two\nlines\"" + REST + "\n,,,,,,,,,\nb,B,pro,none" + REST.substring(6) + "\n");

        assertThat(sheet.refused()).extracting(RefusedLine::line).containsExactly(3, 6);
    }

    @Test
    void anAccountsSecondLineIsRefusedAndNamesTheFirst() {
        CsvSheet sheet = read(HEADER + "\na,A" + REST + "\na,A" + REST + "\n");

        assertThat(sheet.rows()).hasSize(1);
        assertThat(sheet.refused().getFirst().reasons().getFirst().problem()).isEqualTo("'a' is on line 2 already");
    }

    @Test
    void aFileThatBreaksOffInsideAQuoteIsUnreadableAsAWhole() {
        assertUnreadable(HEADER + "\na,\"A" + REST, "well-formed");
        assertUnreadable("", "empty");
        assertUnreadable("account,account_id\n", "are the same column");
        assertUnreadable(HEADER + ("\na,A" + REST).repeat(11), "more than 10 lines");
    }

    private static void assertUnreadable(String text, String problem) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(CsvSheet.Unreadable.class, e -> assertThat(e.reasons())
                        .anySatisfy(reason -> assertThat(reason.problem()).contains(problem)));
    }

    private static CsvSheet read(String text) {
        return CsvSheet.read(
                text.getBytes(StandardCharsets.UTF_8),
                new SheetCheck(new MailLibrary()),
                LocalDate.of(2026, 12, 1),
                10);
    }
}
