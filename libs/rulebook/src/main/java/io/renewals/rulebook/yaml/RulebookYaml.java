package io.renewals.rulebook.yaml;

import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.yaml.ReadResult.Parsed;
import io.renewals.rulebook.yaml.ReadResult.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Rulebooks to and from YAML. */
public final class RulebookYaml {
    private static final Comparator<Problem> BY_PLACE = Comparator.comparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::path);

    private RulebookYaml() {}

    /**
     * Reads and checks a document: syntax and schema first, then meaning. Never throws on its content.
     *
     * @param expectedTenant at most one: refuse a document of any other tenant
     */
    public static ReadResult read(String yaml, String... expectedTenant) {
        YamlTree tree = YamlTree.parse(yaml);
        List<Problem> problems = new ArrayList<>(tree.problems());
        if (!tree.root().isMissingNode()) {
            problems.addAll(SchemaCheck.check(tree));
        }
        if (!problems.isEmpty()) {
            return refused(problems);
        }
        RulebookMapper mapper = new RulebookMapper(tree);
        Rulebook rulebook = mapper.map();
        problems.addAll(mapper.problems());
        for (String tenant : expectedTenant) {
            if (!tenant.equals(tree.root().path("tenant").asText())) {
                problems.add(tree.problem("/tenant", "is not " + tenant, "upload the rulebook of your own tenant"));
            }
        }
        return problems.isEmpty() ? new Parsed(rulebook) : refused(problems);
    }

    /** Writes a document that {@link #read} turns into an equal rulebook. Comments of the original are not kept. */
    public static String write(Rulebook rulebook) {
        return RulebookWriter.write(rulebook);
    }

    /** The JSON Schema of a rulebook document, for editors and other tools. */
    public static String schema() {
        return SchemaCheck.text();
    }

    private static Refused refused(List<Problem> problems) {
        return new Refused(problems.stream().distinct().sorted(BY_PLACE).toList());
    }
}
