package io.renewals.e2e.borders;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The borders of the house, over the compiled classes of every module. */
class BordersTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> SERVICES = List.of(
            "intake", "registry", "ruledecider", "drafter", "guardrailgate", "notifier", "actionservice", "auditsink");
    private static JavaClasses product;

    @BeforeAll
    static void readClasses() throws IOException {
        List<Path> folders = new ArrayList<>(List.of(ROOT.resolve("schemas/target/classes")));
        for (String parent : List.of("libs", "services")) {
            try (Stream<Path> modules = Files.list(ROOT.resolve(parent))) {
                modules.map(module -> module.resolve("target/classes"))
                        .filter(Files::isDirectory)
                        .forEach(folders::add);
            }
        }
        product = new ClassFileImporter().importPaths(folders);
        assertThat(product).hasSizeGreaterThan(100);
    }

    @Test
    void aDomainKnowsNoFrameworkAndNoClock() {
        classes()
                .that()
                .resideInAPackage("io.renewals..domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.renewals..domain..",
                        "io.renewals.rulebook..",
                        "io.renewals.schemas.audit..",
                        "io.renewals.wording..")
                .because("the domain is pure: hand it values, and put what talks to a framework into adapter/")
                .check(product);
        noClasses()
                .that()
                .resideInAPackage("io.renewals..domain..")
                .or()
                .resideInAPackage("io.renewals.rulebook")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .because("time and ids are arguments: take an Instant, a LocalDate or an id from the caller")
                .check(product);
    }

    @Test
    void noServiceImportsAnother() {
        for (String service : SERVICES) {
            String[] others = SERVICES.stream()
                    .filter(other -> !other.equals(service))
                    .map(other -> "io.renewals." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("io.renewals." + service + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .because("services meet on topics alone; what a third one needs moves to libs/")
                    .check(product);
        }
    }

    @Test
    void messagingAndStoreKnowNoBusiness() {
        noClasses()
                .that()
                .resideInAnyPackage("io.renewals.messaging..", "io.renewals.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.renewals.rulebook..", "io.renewals.events..", "io.renewals.schemas..")
                .because("they carry any event; a business noun belongs to a service or to libs/rulebook")
                .check(product);
    }

    @Test
    void mailToCustomersHasOneDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.renewals.actionservice..", "io.renewals.notifier..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.quarkus.mailer..", "io.vertx.ext.mail..", "org.eclipse.angus..")
                                .or(name("jakarta.mail.Transport"))
                                .or(name("jakarta.mail.Session")))
                .because("only an approval in action-service mails a customer; the notifier mails owners")
                .check(product);
    }

    @Test
    void nothingIsCalledHelperUtilOrImpl() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .resideInAnyPackage("..util..", "..common..")
                .because("a name says what the class is for")
                .check(product);
    }

    @Test
    void aSealedSwitchHasNoDefaultAndNobodySleeps() throws IOException {
        List<String> offenders = new ArrayList<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            // The name is looked for in the product's sources; nothing sleeps here.
            if (text.contains("Thread.sleep")) {
                offenders.add(source + " sleeps: await an event, or schedule");
            }
            if (source.toString().contains("/domain/")
                    && Pattern.compile("(?m)^\\s*default\\s*->").matcher(text).find()) {
                offenders.add(source + " has a default branch: name every case, so that a new one does not compile");
            }
        }
        assertThat(offenders).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String parent : List.of("libs", "services")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(parent))) {
                files.filter(file -> file.toString().endsWith(".java")
                                && file.toString().contains("/src/main/"))
                        .forEach(sources::add);
            }
        }
        return sources;
    }
}
