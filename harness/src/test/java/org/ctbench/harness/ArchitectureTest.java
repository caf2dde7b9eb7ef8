package org.ctbench.harness;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** The direction of dependencies, in words. */
@AnalyzeClasses(packages = "org.ctbench", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule modulesDependOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.ctbench..")
            .layer("splits")
            .definedBy("org.ctbench.splits..")
            .layer("datasets")
            .definedBy("org.ctbench.datasets..")
            .layer("models")
            .definedBy("org.ctbench.models..")
            .layer("reports")
            .definedBy("org.ctbench.reports..")
            .layer("harness")
            .definedBy("org.ctbench.harness..")
            .whereLayer("harness")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("reports")
            .mayOnlyBeAccessedByLayers("harness")
            .whereLayer("models")
            .mayOnlyBeAccessedByLayers("harness")
            .whereLayer("datasets")
            .mayOnlyBeAccessedByLayers("harness")
            .whereLayer("splits")
            .mayOnlyBeAccessedByLayers("datasets", "harness");

    /** The Maven modules inside the folder models: what engines share, the engines, and networks that know none of them. */
    @ArchTest
    static final ArchRule modulesOfModelsDependOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.ctbench.models..")
            .layer("tensor")
            .definedBy(packagesOfModels("tensor", "device"))
            .layer("what engines share")
            .definedBy(packagesOfModels("tape", "kernels", "memory"))
            .layer("exact")
            .definedBy(packagesOfModels("exact"))
            .layer("nd4j")
            .definedBy(packagesOfModels("nd4j"))
            .layer("networks")
            .definedBy(resideInAPackage("org.ctbench.models.*..")
                    .and(not(resideInAnyPackage(
                            packagesOfModels("tensor", "device", "tape", "kernels", "memory", "exact", "nd4j")))))
            .whereLayer("networks")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("exact")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("nd4j")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("what engines share")
            .mayOnlyBeAccessedByLayers("exact", "nd4j");

    private static String[] packagesOfModels(String... names) {
        return Stream.of(names).map(name -> "org.ctbench.models." + name + "..").toArray(String[]::new);
    }

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.ctbench.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theTensorInterfaceShowsNoEngine = noClasses()
            .that()
            .resideInAPackage("org.ctbench.models.tensor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.bytedeco..", "org.ctbench.models.nd4j..");

    @ArchTest
    static final ArchRule onlyTheEngineKnowsNd4j = classes()
            .that()
            .resideInAnyPackage("org.nd4j..", "org.bytedeco..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.bytedeco..", "org.ctbench.models.nd4j..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyAnEngineKnowsItself = noClasses()
            .that()
            .resideOutsideOfPackages("org.ctbench.models.nd4j..", "org.ctbench.models.exact..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.ctbench.models.nd4j..", "org.ctbench.models.exact..");

    /** The others may differ in the last bit between processors and versions of Java. */
    @ArchTest
    static final ArchRule mathematicsIsStrict = noClasses()
            .should()
            .callMethodWhere(
                    target(owner(equivalentTo(Math.class)))
                            .and(
                                    target(
                                            nameMatching(
                                                    "exp|expm1|log|log10|log1p|pow|cbrt|hypot|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh"))));

    @ArchTest
    static final ArchRule onlyTheCommandLineEndsTheProcessOrPrints = noClasses()
            .that()
            .resideOutsideOfPackages("org.ctbench.harness.cli..", "org.ctbench.harness.progress..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class);
}
