package io.renewals.rulebook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PureDomainTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.renewals.rulebook");

    @Test
    void theDomainImportsJavaOnly() {
        classes()
                .that()
                .resideInAPackage("io.renewals.rulebook")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.renewals.rulebook", "java..")
                .because("the rules are used by every service; put what needs a library into io.renewals.rulebook.yaml")
                .check(CLASSES);
    }

    @Test
    void nothingReadsAClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .because("a decision has to be the same when it is replayed; take the date as an argument")
                .check(CLASSES);
    }
}
