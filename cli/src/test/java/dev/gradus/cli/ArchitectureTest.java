package dev.gradus.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** The arrows between modules and packages. */
@AnalyzeClasses(packages = "dev.gradus", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String[] CORES = {"dev.gradus.kit..", "dev.gradus.maturity..", "dev.gradus.templates.."};

    @ArchTest
    static final ArchRule theKitStandsAlone = noClasses()
            .that()
            .resideInAPackage("dev.gradus.kit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.gradus.maturity..",
                    "dev.gradus.templates..",
                    "dev.gradus.cli..",
                    "org.deeplearning4j..",
                    "org.nd4j..");

    @ArchTest
    static final ArchRule maturityKnowsNeitherKitNorTemplates = noClasses()
            .that()
            .resideInAPackage("dev.gradus.maturity..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.gradus.kit..", "dev.gradus.templates..", "dev.gradus.cli..");

    @ArchTest
    static final ArchRule templatesKnowNeitherKitNorMaturity = noClasses()
            .that()
            .resideInAPackage("dev.gradus.templates..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.gradus.kit..", "dev.gradus.maturity..", "dev.gradus.cli..");

    /** So that the verifier of the audit shares nothing with what it verifies. */
    @ArchTest
    static final ArchRule theClientStandsAlone = noClasses()
            .that()
            .resideInAPackage("dev.gradus.client..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.gradus.kit..",
                    "dev.gradus.maturity..",
                    "dev.gradus.templates..",
                    "dev.gradus.platform..",
                    "dev.gradus.cli..",
                    "io.quarkus..",
                    "jakarta..");

    /** An ad hoc project carries the first four packages only. */
    @ArchTest
    static final ArchRule whatAnAdHocProjectCarriesNeedsNothingOfLaterStages = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.gradus.kit.data", "dev.gradus.kit.weights", "dev.gradus.kit.train", "dev.gradus.kit.spi")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.gradus.kit.pipeline",
                    "dev.gradus.kit.tracking",
                    "dev.gradus.kit.registry",
                    "dev.gradus.kit.evaluate",
                    "dev.gradus.kit.gate",
                    "dev.gradus.kit.contract",
                    "dev.gradus.kit.predictions",
                    "dev.gradus.kit.release");

    /** The gate and the contract attach to the pipeline and the registry, which know only their extension points. */
    @ArchTest
    static final ArchRule whatAManagedProjectCarriesNeedsNothingOfLaterStages = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.gradus.kit.pipeline",
                    "dev.gradus.kit.tracking",
                    "dev.gradus.kit.registry",
                    "dev.gradus.kit.evaluate")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.gradus.kit.gate",
                    "dev.gradus.kit.contract",
                    "dev.gradus.kit.predictions",
                    "dev.gradus.kit.release");

    @ArchTest
    static final ArchRule theCoresKnowNoFramework = noClasses()
            .that()
            .resideInAnyPackage(CORES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "picocli..");

    @ArchTest
    static final ArchRule assessingIsPure = noClasses()
            .that()
            .resideInAPackage("dev.gradus.maturity.assess")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.jgit..", "java.nio.file..", "java.net..", "dev.gradus.maturity.collect..");

    @ArchTest
    static final ArchRule factsComeFirst = noClasses()
            .that()
            .resideInAPackage("dev.gradus.maturity.fact")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.gradus.maturity.collect..", "dev.gradus.maturity.catalogue..", "dev.gradus.maturity.assess..");

    @ArchTest
    static final ArchRule collectorsJudgeNothing = noClasses()
            .that()
            .resideInAPackage("dev.gradus.maturity.collect..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.gradus.maturity.catalogue..", "dev.gradus.maturity.assess..", "dev.cel..");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = classes()
            .that()
            .resideInAPackage("dev.gradus..")
            .should()
            .haveNameNotMatching(".*[a-z](Util|Utils|Helper|Impl|Manager|Base)(\\$.*)?")
            .andShould()
            .haveNameNotMatching("dev\\.gradus\\..*\\b(util|common|impl|service)\\b.*");

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses all) {
        Set<String> marked = all.stream()
                .filter(type -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());

        Set<String> packages = all.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertThat(packages).isSubsetOf(marked);
    }
}
