package io.renewals.actionservice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class BordersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.renewals.actionservice");

    @Test
    void theDomainKnowsNoFramework() {
        classes()
                .that()
                .resideInAPackage("..actionservice.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.renewals.actionservice.domain..", "io.renewals.rulebook")
                .because(
                        "what a decision does must be testable without a stack: pass time, rules and digest as arguments")
                .check(CLASSES);
    }

    @Test
    void theDomainOfProposalsKnowsNoFrameworkEither() {
        classes()
                .that()
                .resideInAPackage("..actionservice.proposals.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.renewals.actionservice.proposals.domain..",
                        "io.renewals.actionservice.domain..",
                        "io.renewals.rulebook")
                .because(
                        "what a decision does must be testable without a stack: pass time, rules and digest as arguments")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..actionservice.proposals.adapter..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.renewals.actionservice.proposals")
                .because("dependencies point from handlers and surfaces to adapters to the domain")
                .check(CLASSES);
    }

    @Test
    void adaptersDoNotKnowHandlersOrSurfaces() {
        noClasses()
                .that()
                .resideInAPackage("..actionservice.adapter..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.renewals.actionservice",
                        "..actionservice.web..",
                        "..actionservice.slack..",
                        "..actionservice.sending..")
                .because("dependencies point from handlers and surfaces to adapters to the domain")
                .check(CLASSES);
    }

    @Test
    void nothingButTheSenderCanMail() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..actionservice.sending..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..", "io.quarkus.mailer..")
                .because("a mail leaves only for an approval: approve the card and let the sender claim it")
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveSimpleName("SendApprovedMail")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("SmtpDelivery")
                .because("every attempt is claimed before it begins, and only the sender claims")
                .check(CLASSES);
    }
}
