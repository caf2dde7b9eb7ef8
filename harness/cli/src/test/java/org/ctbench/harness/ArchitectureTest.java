package org.ctbench.harness;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
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
import com.tngtech.archunit.library.Architectures;
import java.util.List;

/** The direction of dependencies, in words. */
@AnalyzeClasses(packages = "org.ctbench", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** The Maven modules, each below those that use it. Packages as ArchUnit writes them, without {@code org.ctbench}. */
    private enum Unit {
        DOCUMENTS(List.of("splits.documents", "splits.random", "splits.text")),
        LISTS(List.of("splits", "splits.lists", "splits.checks", "splits.sampling", "splits.table"), DOCUMENTS),
        READERS(
                List.of(
                        "datasets",
                        "datasets.cache",
                        "datasets.decode",
                        "datasets.layout",
                        "datasets.lesion",
                        "datasets.preprocess",
                        "datasets.verify"),
                DOCUMENTS,
                LISTS),
        PHANTOM(List.of("datasets.phantom"), DOCUMENTS, LISTS, READERS),
        TENSOR(List.of("models", "models.tensor", "models.tape", "models.kernels", "models.memory")),
        EXACT(List.of("models.exact"), TENSOR),
        ND4J(List.of("models.nd4j"), DOCUMENTS, TENSOR),
        NETWORKS(
                List.of(
                        "models.affinity",
                        "models.classifiers",
                        "models.detection",
                        "models.inference",
                        "models.layers",
                        "models.lineage",
                        "models.maskrcnn",
                        "models.proof",
                        "models.resnet",
                        "models.torch",
                        "models.train",
                        "models.twostage",
                        "models.weights"),
                DOCUMENTS,
                TENSOR),
        ONNX(List.of("models.onnx"), NETWORKS),
        DL4J(List.of("models.dl4j"), DOCUMENTS, TENSOR, NETWORKS),
        BENCH(List.of("models.bench"), TENSOR, NETWORKS),
        REPORTS(List.of("reports.."), DOCUMENTS),
        METRICS(List.of("harness.metrics", "harness.segmentation", "harness.statistics"), DOCUMENTS, NETWORKS, REPORTS),
        PAPERS(List.of("harness.papers"), DOCUMENTS, LISTS, METRICS),
        RUNDOCS(
                List.of(
                        "harness.plan",
                        "harness.results",
                        "harness.coco",
                        "harness.predictions",
                        "harness.captures",
                        "harness.events",
                        "harness.leases",
                        "harness.cluster"),
                DOCUMENTS,
                LISTS,
                READERS,
                PHANTOM,
                TENSOR,
                NETWORKS,
                METRICS),
        /** Used by tests alone. */
        FIXTURES(List.of("harness.fixtures"), DOCUMENTS, LISTS, TENSOR, NETWORKS, METRICS, RUNDOCS),
        AUDIT(List.of("harness.audit.."), DOCUMENTS, LISTS, READERS, TENSOR, NETWORKS, PAPERS, METRICS, RUNDOCS),
        JUDGE(
                List.of(
                        "harness.evidence",
                        "harness.findings",
                        "harness.compare",
                        "harness.power",
                        "harness.shortcuts",
                        "harness.check",
                        "harness.checklist",
                        "harness.bundle",
                        "harness.page"),
                DOCUMENTS,
                LISTS,
                READERS,
                TENSOR,
                NETWORKS,
                REPORTS,
                PAPERS,
                METRICS,
                RUNDOCS,
                AUDIT),
        HISTORY(List.of("harness.history"), DOCUMENTS, TENSOR, REPORTS, METRICS, RUNDOCS, JUDGE),
        RUNS(
                List.of(
                        "harness.run..",
                        "harness.card",
                        "harness.cells",
                        "harness.program",
                        "harness.progress",
                        "harness.engines",
                        "harness.determinism",
                        "harness.cost",
                        "harness.recheck"),
                DOCUMENTS,
                LISTS,
                READERS,
                PHANTOM,
                TENSOR,
                NETWORKS,
                BENCH,
                PAPERS,
                METRICS,
                RUNDOCS,
                JUDGE),
        MONITOR(List.of("harness.watch", "harness.mlflow"), DOCUMENTS, RUNDOCS),
        CLI(
                List.of("harness.cli", "harness.doctor"),
                DOCUMENTS,
                LISTS,
                READERS,
                PHANTOM,
                TENSOR,
                NETWORKS,
                BENCH,
                REPORTS,
                PAPERS,
                METRICS,
                RUNDOCS,
                AUDIT,
                JUDGE,
                HISTORY,
                RUNS,
                MONITOR);

        private final String[] packages;
        private final List<Unit> uses;

        Unit(List<String> packages, Unit... uses) {
            this.packages = packages.stream().map(name -> "org.ctbench." + name).toArray(String[]::new);
            this.uses = List.of(uses);
        }
    }

    @ArchTest
    static final ArchRule modulesUseThoseBelowThem = modules();

    private static ArchRule modules() {
        Architectures.LayeredArchitecture rule = layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("org.ctbench..")
                .ensureAllClassesAreContainedInArchitecture()
                .withOptionalLayers(true); // some are in a profile of their own
        for (Unit unit : Unit.values()) {
            rule = rule.layer(unit.name()).definedBy(unit.packages);
        }
        for (Unit unit : Unit.values()) {
            String[] uses = unit.uses.stream().map(Unit::name).toArray(String[]::new);
            rule = uses.length == 0
                    ? rule.whereLayer(unit.name()).mayNotAccessAnyLayer()
                    : rule.whereLayer(unit.name()).mayOnlyAccessLayers(uses);
        }
        return rule;
    }

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.ctbench.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theTensorInterfaceShowsNoEngine = noClasses()
            .that()
            .resideInAPackage("org.ctbench.models.tensor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.bytedeco..", "org.ctbench.models.nd4j..");

    @ArchTest
    static final ArchRule onlyTheEngineAndDl4jKnowNd4j = classes()
            .that()
            .resideInAnyPackage("org.nd4j..", "org.bytedeco..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(
                    "org.nd4j..",
                    "org.bytedeco..",
                    "org.deeplearning4j..",
                    "org.ctbench.models.nd4j..",
                    "org.ctbench.models.dl4j..")
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
