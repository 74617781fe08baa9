package io.renewals.e2e.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the sources say, for holding manifests and pages against it. */
final class Repository {
    static final Path ROOT = Path.of("..");
    /** {@code ${NAME}} or {@code ${NAME:default}}, with quotes around neither. */
    private static final Pattern SETTING = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)(?::([^}]*))?}");

    private static final Pattern PREPARE_SETTING = Pattern.compile("getOrDefault\\(\"([A-Z_]+)\", \"([^\"]*)\"\\)");
    private static final Pattern METER = Pattern.compile("\"(renewals\\.[a-z.]+)\"");

    private Repository() {}

    /** @param defaults as the files have them, empty: none; @param readers names of services, or prepare */
    record Setting(String name, Set<String> defaults, Set<String> readers) {}

    /** Every environment variable that the services' and the libraries' configuration files name. */
    static Map<String, Setting> settings(List<String> services) {
        Map<String, Setting> found = new TreeMap<>();
        for (String service : services) {
            collect(found, service, read("services/" + service + "/src/main/resources/application.properties"));
            String pom = read("services/" + service + "/pom.xml");
            Map<String, String> libraries = Map.of("store", "libs/store", "web", "libs/web");
            collect(found, service, library("libs/messaging"));
            libraries.forEach((artefact, folder) -> {
                if (pom.contains("<artifactId>" + artefact + "</artifactId>")) {
                    collect(found, service, library(folder));
                }
            });
        }
        add(found, PREPARE_SETTING, "prepare", read("local/launcher/src/main/java/io/renewals/launcher/Prepare.java"));
        return found;
    }

    static Set<String> settingsOf(String reader, Map<String, Setting> settings) {
        return settings.values().stream()
                .filter(setting -> setting.readers().contains(reader))
                .map(Setting::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names that Prometheus may see for the meters in the code. */
    static Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        for (String folder : List.of("libs", "services")) {
            sources(folder).filter(Repository::registersMeters).forEach(text -> METER.matcher(text)
                    .results()
                    .map(result -> result.group(1).replace('.', '_'))
                    .forEach(name -> Stream.of("", "_total", "_seconds_count", "_seconds_sum", "_seconds_max")
                            .forEach(end -> names.add(name + end))));
        }
        return names;
    }

    /** Itself, or by naming them to the class that does so for all messages. */
    private static boolean registersMeters(String source) {
        return source.contains("io.micrometer") || source.contains("new MessageFigures.Meaning(");
    }

    /** Path prefixes and the service behind each, as the laptop's front door has them. */
    static Map<String, String> routes() {
        String routes = read("local/launcher/src/main/java/io/renewals/launcher/Routes.java");
        return Pattern.compile("entry\\(\"([^\"]+)\", Part\\.([A-Z_]+)\\)")
                .matcher(routes)
                .results()
                .collect(Collectors.toMap(
                        result -> result.group(1),
                        result -> result.group(2).toLowerCase().replace('_', '-'),
                        (one, other) -> one,
                        TreeMap::new));
    }

    static String read(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String library(String folder) {
        return read(folder + "/src/main/resources/META-INF/microprofile-config.properties");
    }

    private static Stream<String> sources(String folder) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files
                    .filter(file ->
                            file.toString().endsWith(".java") && file.toString().contains("src/main"))
                    .map(file -> read(ROOT.relativize(file).toString()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of other profiles are left out: they are for development and tests. */
    private static void collect(Map<String, Setting> found, String reader, String properties) {
        String inProduction = properties
                .lines()
                .filter(line -> !line.startsWith("%") && !line.startsWith("#"))
                .collect(Collectors.joining("\n"));
        add(found, SETTING, reader, inProduction);
    }

    private static void add(Map<String, Setting> found, Pattern pattern, String reader, String text) {
        Matcher matcher = pattern.matcher(text);
        for (MatchResult result : matcher.results().toList()) {
            Setting setting = found.computeIfAbsent(
                    result.group(1), name -> new Setting(name, new LinkedHashSet<>(), new TreeSet<>()));
            setting.defaults().add(result.group(2) == null ? "" : result.group(2));
            setting.readers().add(reader);
        }
    }
}
