package io.renewals.intake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class BordersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.renewals.intake");

    @Test
    void theDomainKnowsNoFramework() {
        classes()
                .that()
                .resideInAPackage("..intake.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.renewals.intake.domain..", "io.renewals.rulebook")
                .because("what is accepted must be testable without a stack: put I/O and libraries behind an interface"
                        + " that the domain declares, in the adapter package")
                .check(CLASSES);
    }

    @Test
    void adaptersDoNotKnowTheHandlers() {
        classes()
                .that()
                .resideInAPackage("..intake.adapter..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("io.renewals.intake")
                .because("dependencies point from handlers to adapters to the domain: pass what an adapter needs")
                .check(CLASSES);
    }
}
