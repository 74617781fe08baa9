package io.renewals.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.e2e.deploy.Repository.Setting;
import io.renewals.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docker-compose.yml and the operations pages against the sources. */
class ComposeTest {
    private static final List<String> SERVICES = Topics.CONSUMERS;
    private static final Set<String> COMPONENTS =
            Set.of("kafka", "postgres", "schema-registry", "mailbox", "prepare", "front-door");
    /** What a page may call a topic: the endings of the product's own. */
    private static final Pattern TOPIC =
            Pattern.compile("`([a-z-]+\\.(?:reported|accepted|rejected|proposed|actioned|changed"
                    + "|published|due|assessed|decided|drafted|queued|held|notified|recorded|entry|dead))`");

    private final Map<String, Map<String, Object>> compose = compose();
    private final Map<String, Setting> settings = Repository.settings(SERVICES);

    @Test
    void itStartsTheEightServicesAndTheirComponents() {
        Set<String> expected = new TreeSet<>(COMPONENTS);
        expected.addAll(SERVICES);
        assertThat(compose.keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everySettingIsReadByWhoGetsIt() {
        for (String service : SERVICES) {
            assertThat(environment(service)).as(service).isSubsetOf(Repository.settingsOf(service, settings));
        }
        Set<String> prepare = new TreeSet<>(environment("prepare"));
        prepare.remove("JAVA_OPTS");
        assertThat(prepare).isSubsetOf(Repository.settingsOf("prepare", settings));
    }

    @Test
    void whatIsMountedAndBuiltFromExists() {
        for (Map.Entry<String, Map<String, Object>> service : compose.entrySet()) {
            if (service.getValue().get("volumes") instanceof List<?> volumes) {
                volumes.stream()
                        .map(Object::toString)
                        .filter(volume -> volume.startsWith("./"))
                        .forEach(volume -> assertThat(Repository.ROOT.resolve(volume.split(":")[0]))
                                .exists());
            }
            if (service.getValue().get("build") instanceof Map<?, ?> build) {
                assertThat(Repository.ROOT.resolve((String) build.get("dockerfile")))
                        .exists();
            }
            if (service.getValue().get("ports") instanceof List<?> ports) {
                assertThat(ports).allMatch(port -> port.toString().startsWith("127.0.0.1:"));
            }
        }
        for (String service : SERVICES) {
            Map<?, ?> build = (Map<?, ?>) compose.get(service).get("build");
            assertThat(((Map<?, ?>) build.get("args")).get("SERVICE")).isEqualTo(service);
            assertThat(Repository.ROOT.resolve("services/" + service)).isDirectory();
        }
    }

    @Test
    void theFrontDoorRoutesAsTheLaptops() {
        String conf = Repository.read("deploy/compose/front-door.conf");
        Map<Pattern, String> map = new LinkedHashMap<>();
        Pattern.compile("~(\\S+)\\s+([a-z-]+);")
                .matcher(conf)
                .results()
                .forEach(result -> map.put(Pattern.compile(result.group(1)), result.group(2)));
        Map<String, String> expected = Repository.routes();
        expected.values().retainAll(SERVICES);
        assertThat(expected).isNotEmpty().allSatisfy((path, service) -> assertThat(routed(map, path + "/x"))
                .as(path)
                .isEqualTo(service));
        assertThat(routed(map, "/sign-in")).isEqualTo("action-service");
    }

    @Test
    void theSettingsTableIsWhatTheServicesRead() {
        Map<String, String> documented = new LinkedHashMap<>();
        Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (.*?) \\| (.*?) \\|")
                .matcher(Repository.read("docs/operations.md"))
                .results()
                .forEach(row -> documented.put(row.group(1), row.group(2) + " | " + row.group(3)));
        Map<String, String> expected = new LinkedHashMap<>();
        settings.forEach((name, setting) -> expected.put(name, defaults(setting) + " | " + readers(setting)));
        assertThat(documented).containsAllEntriesOf(expected);
        assertThat(documented.keySet()).isEqualTo(expected.keySet());
    }

    @Test
    void thePagesNameTopicsThatExist() throws Exception {
        List<Path> pages = new ArrayList<>(List.of(Repository.ROOT.resolve("docs/operations.md")));
        try (Stream<Path> runbooks = Files.list(Repository.ROOT.resolve("docs/runbooks"))) {
            runbooks.forEach(pages::add);
        }
        for (Path page : pages) {
            TOPIC.matcher(Files.readString(page))
                    .results()
                    .map(result -> result.group(1))
                    .forEach(topic -> assertThat(Topics.ALL).as(page.toString()).anyMatch(each -> each.name()
                            .equals(topic)));
        }
    }

    private static String defaults(Setting setting) {
        return setting.defaults().stream()
                .sorted()
                .map(value -> value.isEmpty() ? "(none)" : "`" + value + "`")
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
    }

    private static String readers(Setting setting) {
        return setting.readers().containsAll(SERVICES)
                ? setting.readers().contains("prepare") ? "all, prepare" : "all"
                : String.join(", ", setting.readers());
    }

    private static String routed(Map<Pattern, String> map, String path) {
        return map.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(path).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("action-service");
    }

    private Set<String> environment(String service) {
        Set<String> names = new TreeSet<>();
        ((Map<?, ?>) compose.get(service).get("environment")).keySet().forEach(name -> names.add(name.toString()));
        return names;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> compose() {
        Map<String, Object> file =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Repository.read("docker-compose.yml"));
        return (Map<String, Map<String, Object>>) file.get("services");
    }
}
