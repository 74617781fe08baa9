package io.renewals.registry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.renewals.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class BordersTest {
    private static final JavaClasses REGISTRY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.renewals.registry");

    @Test
    void theDomainKnowsNoFramework() {
        classes()
                .that()
                .resideInAPackage("io.renewals.registry..domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.renewals.registry..domain..", "io.renewals.rulebook")
                .because("decisions are pure: translate in adapter, pass now and ids as arguments")
                .check(REGISTRY);
    }

    @Test
    void pagesDoNotReachIntoHandlers() {
        noClasses()
                .that()
                .resideInAnyPackage("io.renewals.registry.adapter..", "io.renewals.registry.domain..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.renewals.registry.web..")
                .because("the way goes from handler or page to adapter to domain")
                .check(REGISTRY);
    }

    @Test
    void deadLettersOfEveryServiceAreHeard() throws IOException {
        Properties settings = new Properties();
        try (InputStream in = BordersTest.class.getResourceAsStream("/application.properties")) {
            settings.load(in);
        }
        Set<String> heard = Set.of(settings.getProperty("mp.messaging.incoming.dead-letters.topics")
                .split(","));
        Assertions.assertThat(heard)
                .isEqualTo(Topics.CONSUMERS.stream().map(Topics::dead).collect(Collectors.toSet()));
    }
}
