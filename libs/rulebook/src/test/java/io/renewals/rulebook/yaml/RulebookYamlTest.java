package io.renewals.rulebook.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.rulebook.Percent;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.Rulebooks;
import io.renewals.rulebook.Samples;
import io.renewals.rulebook.yaml.ReadResult.Parsed;
import io.renewals.rulebook.yaml.ReadResult.Refused;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulebookYamlTest {
    private static final String ACME = Samples.text("rulebook.yaml");

    private static List<Problem> problems(String yaml) {
        ReadResult result = RulebookYaml.read(yaml);
        assertThat(result).isInstanceOf(Refused.class);
        return ((Refused) result).problems();
    }

    /** Where the text first stands in the document, as line:column. */
    private static String place(String yaml, String text) {
        int at = yaml.indexOf(text);
        assertThat(at).isNotNegative();
        String before = yaml.substring(0, at);
        return (before.lines().count() + (before.endsWith("\n") ? 1 : 0)) + ":" + (at - before.lastIndexOf('\n'));
    }

    private static String place(Problem problem) {
        return problem.line() + ":" + problem.column();
    }

    @Test
    void theSamplesAreRead() {
        assertThat(Samples.ACME.tier("mid").orElseThrow().cap()).isEqualTo(Percent.of(15));
        assertThat(Samples.ACME.tier("mid").orElseThrow().exceptionApprover()).isEmpty();
        assertThat(Samples.ACME.tier("enterprise").orElseThrow().exceptionApprover())
                .contains("tom");
        assertThat(Samples.GLOBEX.window().leadDays()).isEqualTo(45);
        assertThat(Samples.GLOBEX.quietHours()).isEqualTo(Samples.ACME.quietHours());
    }

    /** Each row changes one place of the sample; the problem has to be at that place, in these words. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            'currency: USD'            | 'currency: USB'             | 'USB'         | is not a currency
            'America/New_York'         | 'America/Gotham'            | 'America/Got' | is not a time zone
            'floor_price: 39.00'       | 'floor_price: 49.01'        | '49.01'       | above the list price
            'list_price: 49.00'        | 'list_price: 49.005'        | '49.005'      | more decimals
            'discount_cap: 15'         | 'discount_cap: 101'         | '101'         | between 0 and 100
            'discount_cap: 15'         | 'discount_cap: 15%'         | '15%'         | number expected
            'discount_cap: 15'         | 'discount_cap: 25.01'       | '25.01'       | above the exception cap
            'max: 12.5}'               | 'max: 15.01}'               | '15.01'       | above the tier
            'min: 10, max: 12.5'       | 'min: 13, max: 12.5'        | '13, max'     | above the maximum
            'payment_history: 0.30'    | 'payment_history: 0.31'     | 'payment_hi'  | sum to 1.01
            'delegate: maria'          | 'delegate: mario'           | 'mario'       | nobody under owners
            'approvers: [ada]'         | 'approvers: [ada, eve]'     | 'eve]'        | nobody under owners
            'admin_fallback: ada'      | 'admin_fallback: eve'       | 'eve'         | nobody under owners
            'default_owner: tom'       | 'default_owner: timo'       | 'timo'         | nobody under owners
            'exception_approver: tom'  | 'exception_approver: zoe'   | 'zoe'         | nobody under owners
            'from: 2026-12-24'         | 'from: 2026-02-30'          | '2026-02-30'  | is not a date
            'to: 2027-01-01'           | 'to: 2026-12-01'            | '2026-12-01'  | is before
            'order: 2'                 | 'order: 1'                  | '1\n    list_price: 49' | there twice
            'email: tom@acme.example'  | 'email: tom@home.example'   | 'tom@home'    | is not in acme.example
            'lead_days: 45 '           | 'lead_days: 91 '            | '91 '         | outside the scan window
            'slack_team_id: T0ACME'    | 'slack_tem_id: T0ACME'      | 'slack_tem'   | no such key
            'tenant: acme'             | 'tenant: acme\ntenant: b'   | 'tenant: b'   | there twice
            'from: "18:00"'            | 'from: "25:00"'             | '"25:00"'     | not written as expected
            '{{offer_plan}} at {{u'    | '{{offer_plam}} at {{u'     | '"I would like' | is not a placeholder
            'like to suggest {{offer_plan}} at' | 'like to suggest 5%'        | '"I would like' | figure
            'far_under: 35'            | 'far_under: 85'             | '85\n  price' | is not below near_ceiling
            'lead_days: 45 '           | 'lead_days: *x '            | '*x'          | refers to another place
            'tenant: acme'             | 'tenant: !!java.net.URL [x]' | '!!java'     | Global tag is not allowed
            """)
    void everyProblemHasItsPlace(String old, String changed, String at, String words) {
        String newlines = changed.replace("\\n", "\n");
        assertThat(ACME).contains(old);
        String yaml =
                ACME.substring(0, ACME.indexOf(old)) + newlines + ACME.substring(ACME.indexOf(old) + old.length());

        Problem problem = problems(yaml).getFirst();

        assertThat(problem.what()).contains(words);
        assertThat(place(problem)).as(problem.toString()).isEqualTo(place(yaml, at.replace("\\n", "\n")));
        assertThat(problem.whatToDo()).isNotBlank();
    }

    @Test
    void allProblemsAreToldAtOnceInTheOrderOfTheDocument() {
        String yaml = ACME.replace("floor_price: 39.00", "floor_price: 99").replace("far_under: 35", "far_under: 99");
        assertThat(problems(yaml))
                .extracting(Problem::path)
                .containsExactly("/plans/1/floor_price", "/plays/far_under");
    }

    @Test
    void aPatternSaysInWordsWhatItWants() {
        assertThat(problems(ACME.replace("from: \"18:00\"", "from: \"6pm\""))
                        .getFirst()
                        .whatToDo())
                .isEqualTo("write a local time as \"18:00\"");
    }

    @Test
    void brokenSyntaxIsAProblemWithItsPlace() {
        Problem problem = problems("tenant: acme\nplans: [a\ntiers: b: c\n").getFirst();
        assertThat(problem.what()).startsWith("is not YAML");
        assertThat(problem.line()).isEqualTo(3);
        assertThat(place(problems("tenant: a\nname: \u0007\n").getFirst())).isEqualTo("2:7");
    }

    @Test
    void hostileDocumentsAreRefused() {
        assertThat(problems("")).hasSize(1);
        assertThat(problems("a: &a [x]\nb: [*a, *a]")).isNotEmpty();
        assertThat(problems("[".repeat(10_000))).isNotEmpty();
        assertThat(problems("x: " + "y".repeat(300_000))).isNotEmpty();
        assertThat(problems("tenant: a\n---\ntenant: b\n")).isNotEmpty();
        assertThat(problems("? [a]\n: b\n")).isNotEmpty();
        assertThat(problems("<<: {a: b}\n")).isNotEmpty();
    }

    @Test
    void anotherTenantsRulebookIsRefused() {
        assertThat(RulebookYaml.read(ACME, "acme")).isInstanceOf(Parsed.class);
        assertThat(RulebookYaml.read(ACME, "globex")).isInstanceOf(Refused.class);
    }

    @Property(tries = 200)
    void aWrittenRulebookReadsBackEqual(@ForAll("rulebooks") Rulebook rulebook) {
        assertThat(RulebookYaml.read(RulebookYaml.write(rulebook))).isEqualTo(new Parsed(rulebook));
    }

    @Property(tries = 300)
    void noTextMakesTheReaderThrow(@ForAll String text) {
        assertThat(RulebookYaml.read(text)).isInstanceOf(Refused.class);
    }

    @Test
    void theSamplesReadBackEqual() {
        assertThat(RulebookYaml.read(RulebookYaml.write(Samples.ACME))).isEqualTo(new Parsed(Samples.ACME));
        assertThat(RulebookYaml.read(RulebookYaml.write(Samples.GLOBEX))).isEqualTo(new Parsed(Samples.GLOBEX));
    }

    @Provide
    static Arbitrary<Rulebook> rulebooks() {
        return Rulebooks.any();
    }
}
