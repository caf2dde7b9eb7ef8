package org.ctbench.harness.cells;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ctbench.harness.plan.Plans;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.models.tensor.EngineProvider;
import org.ctbench.models.tensor.EngineRegistry;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComputingCodeTest {
    /** What computing code uses and what can change no number of other cells, with the reason. */
    private static final Map<String, String> HARMLESS = Map.ofEntries(
            Map.entry("org.ctbench.splits.checks", "says whether lists are fit; a list that is not is refused"),
            Map.entry("org.ctbench.splits.text", "words for people"),
            Map.entry("org.ctbench.datasets.phantom", "makes images, which are known by their digests"),
            Map.entry("org.ctbench.models.bench", "measures the memory of the process, for the log"),
            Map.entry(
                    "org.ctbench.harness.papers", "finds data sets, whose lists and images are known by their digests"),
            Map.entry("org.ctbench.harness.events", "the log, from which nothing is read that is computed"),
            Map.entry("org.ctbench.harness.leases", "who computes a cell; what comes out does not depend on it"),
            Map.entry("org.ctbench.harness.progress", "says how far it is"),
            Map.entry("org.ctbench.harness.statistics", "the rules of verdicts stand in the plan and change no number"),
            Map.entry("org.ctbench.harness.card", "networks of others, whose cells alone know its digest"),
            Map.entry("org.ctbench.harness.program", "programs of others, whose cells alone know its digest"),
            Map.entry(
                    "org.ctbench.models.inference",
                    "networks of others, whose cells know the version of the library that computes"));

    private static final Set<String> ENGINES = Set.of("org.ctbench.models.exact", "org.ctbench.models.nd4j");

    @TempDir
    Path temp;

    @Tag("slow")
    @Test
    void whatComputesDependsOnNothingElse() {
        Set<String> covered = new TreeSet<>(ComputingCode.PACKAGES);
        Set<String> others = new TreeSet<>();

        for (JavaClass computing : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.ctbench")) {
            boolean ofEngine =
                    ENGINES.stream().anyMatch(e -> resideInAPackage(e + "..").test(computing));
            if (covered.contains(computing.getPackageName()) || ofEngine) {
                computing.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getBaseComponentType)
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith("org.ctbench."))
                        .filter(name -> !(ofEngine && name.equals(computing.getPackageName())))
                        .forEach(others::add);
            }
        }
        others.removeAll(covered);

        assertEquals(new TreeSet<>(HARMLESS.keySet()), others);
    }

    @Test
    void theEngineInUseCountsAndNoOther() {
        Set<String> exact = names("exact");
        Set<String> nd4j = names("nd4j");

        assertTrue(exact.contains("org/ctbench/models/exact/VectorKernel.class"), exact::toString);
        assertEquals(Set.of(), below(exact, "org/ctbench/models/nd4j/"));
        assertTrue(nd4j.contains("org/ctbench/models/nd4j/Nd4jConvolution.class"), nd4j::toString);
        assertEquals(Set.of(), below(nd4j, "org/ctbench/models/exact/"));
        exact.removeAll(nd4j);
        assertEquals(exact, below(exact, "org/ctbench/models/exact/"), "the rest is the same");
    }

    @Test
    void pagesCommandsAndBenchmarksDoNotCount() {
        Set<String> names = names("exact");

        assertTrue(names.contains("org/ctbench/harness/run/work/TrainingLoop.class"), names::toString);
        for (String other : List.of("harness/page", "harness/cli", "harness/doctor", "models/bench")) {
            assertEquals(Set.of(), below(names, "org/ctbench/" + other + "/"));
        }
    }

    @Test
    void theModelsOfCtbenchAreAmongThePackages() {
        for (ModelProvider model : ModelRegistry.load().providers()) {
            assertEquals(Optional.empty(), ComputingCode.digest(model), model.id());
        }
    }

    @Test
    void aModelOfOthersCountsByItsJarAndNotByItsComments() {
        Sha256 one = model("one", Sources.MODEL, Sources.KERNEL);

        assertEquals(
                one, model("moved", Sources.withMovedComment(Sources.MODEL), Sources.withMovedComment(Sources.KERNEL)));
        assertNotEquals(one, model("steeper", Sources.MODEL, Sources.KERNEL.replace("0.25f", "0.26f")));
    }

    @Test
    void anEngineOfOthersCountsByItsJarAndNotByItsComments() {
        Sha256 one = engine("one", Sources.ENGINE, Sources.KERNEL);

        assertEquals(
                one,
                engine("moved", Sources.withMovedComment(Sources.ENGINE), Sources.withMovedComment(Sources.KERNEL)));
        assertNotEquals(one, engine("steeper", Sources.ENGINE, Sources.KERNEL.replace("0.25f", "0.26f")));
        assertNotEquals(one, ComputingCode.digest(EngineRegistry.load().get("exact")));
    }

    /** With a class path of its own, as its models are found once for each. */
    @Test
    void theKeyOfATrainingChangesWithAModelOfOthers() throws Exception {
        String one = trainingKey("one", Sources.KERNEL);

        assertEquals(one, trainingKey("moved", Sources.withMovedComment(Sources.KERNEL)));
        assertNotEquals(one, trainingKey("steeper", Sources.KERNEL.replace("0.25f", "0.26f")));
    }

    private String trainingKey(String name, String kernel) throws Exception {
        Path folder = Sources.compile(temp.resolve(name), Sources.MODEL, kernel);
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(ModelProvider.class.getName()), "example.Model\n");
        List<URL> places = new ArrayList<>(List.of(Sources.url(folder)));
        for (String place : System.getProperty("java.class.path").split(File.pathSeparator)) {
            places.add(Sources.url(Path.of(place)));
        }
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader apart =
                new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(apart);
            Method of = apart.loadClass(TrainingKey.class.getName()).getDeclaredMethod("of", String.class);
            of.setAccessible(true);
            return (String) of.invoke(null, "example");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** Called in another class loader. */
    static final class TrainingKey {
        private TrainingKey() {}

        static String of(String model) throws IOException {
            Grid grid = Grid.outline(
                    Plans.read("../rundocs/src/test/resources/plans/mine.yaml", List.of("models=[" + model + "]"))
                            .plan(),
                    split -> 1);
            return grid.cell(CellName.training(model)).digest().hex();
        }
    }

    private Sha256 model(String name, String... sources) {
        Path folder = Sources.compile(temp.resolve("model-" + name), sources);
        return ComputingCode.digest((ModelProvider) Sources.instance(folder, "example.Model"))
                .orElseThrow();
    }

    private Sha256 engine(String name, String... sources) {
        Path folder = Sources.compile(temp.resolve("engine-" + name), sources);
        return ComputingCode.digest((EngineProvider) Sources.instance(folder, "example.OtherEngine"));
    }

    private static Set<String> names(String engine) {
        return new TreeSet<>(
                ComputingCode.classes(EngineRegistry.load().get(engine)).names());
    }

    private static Set<String> below(Set<String> names, String folder) {
        return names.stream().filter(name -> name.startsWith(folder)).collect(Collectors.toCollection(TreeSet::new));
    }
}
