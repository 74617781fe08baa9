package io.renewals.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.Product;
import io.renewals.e2e.product.ShowsLog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The accounts sheet: what a file would do, said by line before it does anything. */
@ExtendWith(ShowsLog.class)
class SheetTest {
    private static Product product;
    private static Books books;

    @BeforeAll
    static void givenTheSampleBook() {
        product = Product.shared();
        books = Books.ready(product).withSamples();
    }

    @Test
    void aDryRunShowsWhatWouldBeAddedChangedAndRefusedByLine() {
        JsonNode run = product.as(User.ADA)
                .post("/api/import?dryRun=true", "text/csv", Books.sample("accounts-with-mistakes.csv"))
                .must(200)
                .json();

        JsonNode counts = run.path("counts");
        assertThat(counts.path("added").asInt()).isEqualTo(2);
        assertThat(counts.path("changed").asInt()).isEqualTo(1);
        assertThat(counts.path("unchanged").asInt()).isEqualTo(1);
        assertThat(counts.path("refused").asInt()).isEqualTo(12);
        assertThat(run.at("/changed/0/fields/0").toString()).contains("quantity", "24", "30");
        assertThat(run.path("refused")).allSatisfy(line -> {
            assertThat(line.path("line").asInt()).isGreaterThan(1);
            assertThat(line.at("/reasons/0/field").asText()).isNotBlank();
            assertThat(line.at("/reasons/0/advice").asText()).isNotBlank();
        });
    }

    @Test
    void aDryRunChangesNothing() {
        JsonNode before = versions();

        product.as(User.ADA)
                .post("/api/import?dryRun=true", "text/csv", Books.sample("accounts-with-mistakes.csv"))
                .must(200);

        assertThat(versions()).isEqualTo(before);
        assertThat(books.account("acme", "bayside-studio").at("/terms/quantity").asInt())
                .isEqualTo(24);
    }

    @Test
    void anOwnerMayNotApplyASheet() {
        assertThat(product.as(User.MARIA)
                        .post("/api/import", "text/csv", Books.sample("accounts.csv"))
                        .status())
                .isEqualTo(403);
    }

    private static JsonNode versions() {
        return product.as(User.ADA).get("/api/import/versions").must(200).json();
    }
}
