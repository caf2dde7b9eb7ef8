package org.ctbench.harness.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.datasets.preprocess.Normalisation;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.models.affinity.AffinityOptions;
import org.ctbench.models.affinity.SieveMode;
import org.ctbench.models.train.ImageLoss;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlansTest {
    private static final String MINE = "src/test/resources/plans/mine.yaml";
    private static final String LESIONS = "src/test/resources/plans/lesions.yaml";

    @TempDir
    Path folder;

    @Test
    void thePaperPlanIsTheProtocolOfThePaper() throws IOException {
        Plan paper = Plans.load("paper");

        var adam = new AdamOptions(1e-5, Schedule.CONSTANT, 1e-3, 0.9, 0.999, 1e-8);
        var image = new ImageOptions(512, Normalisation.PER_IMAGE);
        assertEquals(
                new Protocol(image, ImageLoss.BCE_ONEHOT, new Optimizer(adam), 100, 1, 1e6, new Seeds(1, 1)),
                paper.protocol());
        assertEquals(
                List.of(
                        "resnet18",
                        "resnet34",
                        "resnet50",
                        "maskrcnn-heads",
                        "maskrcnn-full",
                        "affinity-8",
                        "affinity-16",
                        "affinity-32",
                        "affinity-64"),
                paper.models().stream().map(ModelItem::id).toList());
        assertEquals(AffinityOptions.standard(64), paper.models().get(8).options());
        assertEquals(
                Optional.of(
                        new Segmentation(Optional.of("cncb-lesion/train"), "cncb-lesion/test", List.of(0.05f, 0.75f))),
                paper.segmentation());
        assertEquals(Optional.of("covidx-ct-v1/sample-3000"), paper.train());
        assertEquals(
                List.of("covidx-ct-v1/val", "covidx-ct-v1/test", "covidx-ct-v1/remainder", "ictcf/test"),
                paper.evaluate().stream().map(EvaluationSet::split).toList());
        assertEquals(
                List.of(OptionalInt.empty(), OptionalInt.of(4), OptionalInt.of(5), OptionalInt.of(7)),
                paper.evaluate().stream().map(EvaluationSet::publishedTable).toList());
        assertEquals(
                List.of(Weighting.CODE, Weighting.CODE, Weighting.ACTUAL, Weighting.ACTUAL),
                paper.evaluate().stream().map(EvaluationSet::weighting).toList());
        assertEquals(
                Optional.of(new FineTune("ictcf/train", 10, true, List.of("Normal", "NCP"))),
                paper.evaluate().get(3).fineTune());
        assertEquals(Optional.empty(), paper.data().generate());
    }

    @Test
    void theDefaultsAreThoseOfThePaper() throws IOException {
        Plan paper = Plans.load("paper");
        Path bare = folder.resolve("bare.yaml");
        Files.writeString(bare, """
                schema: ctbench/plan/1
                id: bare
                title: Only what a plan must say
                data: {root: data}
                models: [resnet18]
                train: covidx-ct-v1/sample-3000
                protocol: {seeds: {weights: 1, order: 1}}
                evaluate: [{id: test, split: covidx-ct-v1/test}]
                """);

        Plan plan = Plans.load(bare.toString());

        assertEquals(paper.protocol(), plan.protocol());
        assertEquals(
                Map.of(Weighting.CODE, List.of(0.45, 0.35, 0.20), Weighting.PAPER, List.of(0.43, 0.35, 0.22)),
                plan.f1Weights().byWeighting(List.of("Normal", "CP", "NCP")));
        assertEquals("out/bare", plan.outputFolder());
        assertEquals("test", plan.evaluate().get(0).heading());
        assertEquals(Weighting.ACTUAL, plan.evaluate().get(0).weighting());
    }

    @Test
    void theDemoSaysThatItsDataIsGeneratedAndComparesWithTheReadme() throws IOException {
        Plan demo = Plans.load("demo");

        assertTrue(demo.data().generate().isPresent());
        assertEquals(Optional.of("ctbench-demo"), demo.published());
        assertTrue(demo.evaluate().stream().allMatch(set -> set.publishedTable().isPresent()));
        assertEquals(128, demo.protocol().image().size());
        assertEquals(3e-4, demo.protocol().optimizer().adam().learningRate());
        assertEquals(1e-8, demo.protocol().optimizer().adam().eps());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "paper", "paper-seeds", "paper-small", MINE, LESIONS})
    void theResolvedPlanReadsBackToTheSamePlan(String plan) throws IOException {
        PlanFile file = Plans.read(plan, List.of());
        Path resolved = folder.resolve("resolved.yaml");
        Files.writeString(resolved, file.resolved());

        Plan again = Plans.load(resolved.toString());

        assertEquals(file.plan(), again);
        assertEquals(file.plan().digest(), again.digest());
    }

    @Test
    void theResolvedPlanMarksWhatThePlanDoesNotSay() throws IOException {
        String resolved = Plans.read(MINE, List.of("protocol.epochs=2", "evaluate[0].title=On a whim"))
                .resolved();

        assertEquals("""
                schema: ctbench/plan/1
                id: mine
                title: A plan of my own
                data:
                  root: data/real
                models:
                - resnet18
                train: covidx-ct-v1/sample-3000
                engine:  # default
                  id: exact  # default
                protocol:
                  image:
                    size: 512
                    normalisation: per_image
                  loss: bce_onehot  # default
                  optimizer:
                    adam:
                      learningRate: 1.0E-5
                      schedule: constant  # default
                      weightDecay: 0.001
                      beta1: 0.9  # default
                      beta2: 0.999  # default
                      eps: 1.0E-8  # default
                  epochs: 2  # setting
                  batch: 1
                  maxLoss: 1000000.0  # default
                  seeds:
                    weights: 1
                    order: 1
                evaluate:
                - id: test
                  split: covidx-ct-v1/test
                  title: On a whim  # setting
                  f1: code
                - id: ictcf
                  split: ictcf/test
                  fineTune:
                    split: ictcf/train
                    epochs: 10
                    lesions: true  # default
                    classes:
                    - NORMAL
                    - NCP
                f1Weights:  # default
                  code:  # default
                  - 0.45
                  - 0.35
                  - 0.2
                  paper:  # default
                  - 0.43
                  - 0.35
                  - 0.22
                verdict:  # default
                  confidence: 0.95  # default
                  replicates: 10000  # default
                  margin:  # default
                    percent: 1.0  # default
                    ap: 0.02  # default
                """, resolved);
    }

    @Test
    void anItemSaysWhatItChangesAndIsResolvedInFull() throws IOException {
        PlanFile file = Plans.read(LESIONS, List.of("models[1].options.sieve=paper"));
        Plan plan = file.plan();

        ModelItem affinity = plan.models().get(1);
        assertEquals("affinity-4", affinity.id());
        assertEquals("affinity", affinity.model());
        assertEquals("Affinity model with 4 affinities", affinity.heading());
        assertEquals(Optional.of("resnet18"), affinity.startFrom());
        assertEquals(plan.protocol(), plan.protocolOf(affinity));
        AffinityOptions options = (AffinityOptions) affinity.options();
        assertEquals(4, options.affinities());
        assertEquals(SieveMode.PAPER, options.sieve());
        assertEquals(60, options.detector().before());
        AffinityOptions standard = AffinityOptions.standard(4);
        assertEquals(standard.detector().anchorSizes(), options.detector().anchorSizes());
        assertEquals(standard.batchNorm(), options.batchNorm());
        Protocol own = plan.protocolOf(plan.models().get(2));
        assertEquals(1, own.epochs());
        assertEquals(1e-3, own.optimizer().adam().learningRate());
        assertEquals(
                plan.protocol().optimizer().adam().weightDecay(),
                own.optimizer().adam().weightDecay());
        assertEquals(plan.protocol().image(), own.image());
        assertEquals(List.of(0.05f, 0.5f), plan.segmentation().orElseThrow().scores());
        String resolved = file.resolved();
        assertTrue(resolved.contains("""
                models:
                - resnet18
                - id: affinity-4
                  model: affinity
                  title: Affinity model with 4 affinities
                  options:
                    affinities: 4
                    backbone: resnet18  # default
                """), resolved);
        assertTrue(resolved.contains("\n    sieve: paper  # setting\n"), resolved);
        assertTrue(
                resolved.contains("\n        learningRate: 0.001\n        schedule: constant  # of the plan\n"),
                resolved);
    }

    @Test
    void aModelWithOptionsIsShownWithThemWhereItsIdStandsAlone() throws IOException {
        PlanFile named = Plans.read(LESIONS, List.of("models=[affinity]"));
        PlanFile written = Plans.read(LESIONS, List.of("models=[{id: affinity, options: {affinities: 16}}]"));

        assertTrue(
                named.resolved()
                        .contains("- id: affinity  # setting\n  model: affinity  # default\n  options:  # default\n"
                                + "    affinities: 16  # default\n"),
                named.resolved());
        assertEquals(named.plan(), written.plan());
        assertEquals(named.plan().digest(), written.plan().digest());
    }

    @Test
    void aPlanWithoutModelsThatLearnLesionsReadsNone() throws IOException {
        Plan all = Plans.load(LESIONS);
        Plan classifier = Plans.read(LESIONS, List.of("models=[resnet18]")).plan();

        assertEquals(all.segmentation(), all.lesions());
        assertEquals(Optional.empty(), classifier.lesions());
    }

    @Test
    void imagesAreCapturedFromTheTestSetOrElseFromTheFirst() throws IOException {
        assertEquals("test", Plans.load("paper").capturedSet().orElseThrow().id());
        assertEquals(
                "validation",
                Plans.read("paper", List.of("evaluate[1].id=held-out"))
                        .plan()
                        .capturedSet()
                        .orElseThrow()
                        .id());
        assertEquals(
                Optional.empty(),
                Plans.read(
                                MINE,
                                List.of("evaluate=[{id: ictcf, split: ictcf/test, fineTune: {split: ictcf/train,"
                                        + " epochs: 1, classes: [normal, ncp]}}]"))
                        .plan()
                        .capturedSet());
    }

    @Test
    void whatTheGeneratorFillsInIsMarkedToo() throws IOException {
        String resolved = Plans.read("demo", List.of("data.generate.phantom.covidx.val=30"))
                .resolved();

        assertTrue(resolved.contains("      seed: 2022  # default\n"), resolved);
        assertTrue(resolved.contains("        val: 30  # setting\n        test: 450  # default\n"), resolved);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data.generate.phantom.sead=1|unknown key 'data.generate.phantom.sead'|did you mean 'seed'?",
                "data.generate.phantom.covidx.tset=1|unknown key 'data.generate.phantom.covidx.tset'|did you mean 'test'?",
                "data.generate.phantom=x|data.generate.phantom: expected a group of keys, found the text 'x'"
                        + "|write a group of keys",
                "data.generate={}|missing key 'data.generate.phantom'|write it with a group of keys",
                "protocol.loss=bce|protocol.loss: expected one of bce_onehot, softmax_ce, found the text 'bce'"
                        + "|known: bce_onehot, softmax_ce",
            })
    void aWrongValueOfAnotherModulesRecordIsNamedAsWell(String setting, String problem, String fix) {
        var e = assertThrows(UserException.class, () -> Plans.read("demo", List.of(setting)));

        assertEquals(problem, e.problem());
        assertEquals("--set " + setting, e.where());
        assertEquals(fix, e.fix());
    }

    @Test
    void theDigestIgnoresKeyOrderCommentsSpellingOfNumbersAndFolders() throws IOException {
        Plan mine = Plans.load(MINE);
        Path other = folder.resolve("other.yaml");
        Files.writeString(other, """
                # the same plan, written by another hand
                evaluate:
                  - {f1: code, split: covidx-ct-v1/test, id: test}
                  - {fineTune: {classes: [normal, ncp], epochs: 10, split: ictcf/train}, id: ictcf, split: ictcf/test}
                output: /elsewhere
                protocol:
                  seeds: {order: 1, weights: 1}
                  optimizer: {adam: {weightDecay: 0.0010, learningRate: 0.00001, beta1: 0.90}}
                train: covidx-ct-v1/sample-3000
                models: ["resnet18"]
                data: {root: /mnt/ct}
                title: 'A plan of my own'
                id: mine
                schema: ctbench/plan/1
                """);

        Plan same = Plans.load(other.toString());

        assertEquals(mine.digest(), same.digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id=yours",
                "title=Another",
                "models=[resnet34]",
                "train=covidx-ct-v1/train",
                "validate=covidx-ct-v1/val",
                "protocol.image.size=256",
                "protocol.image.normalisation=imagenet",
                "protocol.loss=softmax_ce",
                "protocol.optimizer.adam.learningRate=1.0000001e-5",
                "protocol.optimizer.adam.eps=0.0000001",
                "protocol.epochs=99",
                "protocol.batch=2",
                "protocol.seeds.order=2",
                "protocol.seeds.weights=-1",
                "evaluate[0].id=t",
                "evaluate[0].f1=paper",
                "evaluate[1].fineTune.epochs=9",
                "evaluate[1].fineTune.classes=[NCP, NORMAL]",
                "f1Weights.code=[0.46, 0.34, 0.2]"
            })
    void theDigestSeesEveryOtherChange(String setting) throws IOException {
        Plan mine = Plans.load(MINE);

        Plan changed = Plans.read(MINE, List.of(setting)).plan();

        assertNotEquals(mine.digest(), changed.digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models[1].id=affinity",
                "models[1].title=Four",
                "models[1].options.affinities=8",
                "models[1].options.detector.detectionNms=0.4",
                "models[2].protocol.epochs=2",
                "models[2].protocol.optimizer.adam.eps=1.0e-7",
                "models[2].startFrom=resnet18",
                "segmentation.train=phantom-lesion/other",
                "segmentation.test=phantom-lesion/other",
                "segmentation.scores=[0.05]"
            })
    void theDigestSeesEveryChangeOfAnItem(String setting) throws IOException {
        Plan changed = Plans.read(LESIONS, List.of(setting)).plan();

        assertNotEquals(Plans.load(LESIONS).digest(), changed.digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "published=my/paper.yaml",
                "verdict.confidence=0.99",
                "verdict.replicates=20000",
                "verdict.margin.percent=0.5",
                "verdict.margin.ap=0.01",
                "verdict.margin=seeds",
                "verdict.seedDeviation={percent: 1.3, degreesOfFreedom: 7}"
            })
    void theDigestDoesNotSeeWithWhatTheNumbersAreCompared(String setting) throws IOException {
        Plan mine = Plans.load(MINE);

        Plan changed = Plans.read(MINE, List.of(setting)).plan();

        assertNotEquals(mine, changed);
        assertEquals(mine.digest(), changed.digest());
    }

    @Test
    void marginsBySeedsAndSeedDeviationsAreWrittenAsTheyAreRead() throws IOException {
        Plan plan = Plans.read(
                        MINE,
                        List.of(
                                "verdict.margin=seeds",
                                "verdict.seedDeviation={ap: 0.02, degreesOfFreedom: 7, where: ours}"))
                .plan();

        assertEquals(
                "{\"confidence\":0.95,\"replicates\":10000,\"margin\":\"seeds\","
                        + "\"seedDeviation\":{\"ap\":0.02,\"degreesOfFreedom\":7,\"where\":\"ours\"}}",
                Documents.toTree(plan.verdict()).toString());
    }

    @Test
    void thePlanOfThePaperNamesIt() throws IOException {
        assertEquals(Optional.of("ter-sarkisov-2022"), Plans.load("paper").published());
    }

    /** Pinned: results files refer to plans by this digest. A change here asks for a new schema. */
    @Test
    void theDigestOfAPlanStaysWhatItWas() throws IOException {
        assertEquals(
                "1dd77cdea189f356a0dd6c6130dc192df73b6a2f9db0c1b81234330e63709a0a",
                Plans.load(MINE).digest().hex());
    }

    @Test
    void theEngineIsPartOfTheDigestAndItsThreadsAreNot() throws IOException {
        Plan plan = Plans.load(MINE);
        Plan other = Plans.read(MINE, List.of("engine.id=nd4j")).plan();
        Plan threads = Plans.read(MINE, List.of("engine.threads=3")).plan();

        assertEquals(Optional.of(3), threads.engine().threads());
        assertEquals(plan.digest(), threads.digest());
        assertNotEquals(plan.digest(), other.digest());
    }

    @Test
    void anEngineThatIsNotThereIsRefused() {
        var unknown = assertThrows(UserException.class, () -> Plans.read(MINE, List.of("engine.id=exakt")));
        var none = assertThrows(UserException.class, () -> Plans.read(MINE, List.of("engine.threads=0")));

        assertEquals("engine.id: no engine 'exakt'", unknown.problem());
        assertEquals("did you mean 'exact'?", unknown.fix());
        assertEquals("engine.threads: 0 threads", none.problem());
    }

    @Test
    void aWrongSettingIsNamedByItsOption() {
        var unknown = assertThrows(UserException.class, () -> Plans.read("demo", List.of("protocol.epoch=1")));
        var zero = assertThrows(UserException.class, () -> Plans.read("demo", List.of("protocol.epochs=0")));

        assertEquals("unknown key 'protocol.epoch'", unknown.problem());
        assertEquals("--set protocol.epoch=1", unknown.where());
        assertEquals("did you mean 'epochs'?", unknown.fix());
        assertEquals("protocol.epochs: 0 is less than 1", zero.problem());
        assertEquals("--set protocol.epochs=0", zero.where());
    }

    @Test
    void anUnknownPlanSuggestsTheNearest() {
        var near = assertThrows(UserException.class, () -> Plans.load("dmeo"));
        var far = assertThrows(UserException.class, () -> Plans.load("x"));
        var path = assertThrows(UserException.class, () -> Plans.load("no/such.yaml"));

        assertEquals("no plan 'dmeo'", near.problem());
        assertEquals("did you mean 'demo'? (a plan of your own is named by its path, as in my/plan.yaml)", near.fix());
        assertEquals(
                "known: demo, paper, paper-seeds, paper-small (a plan of your own is named by its path, as in my/plan.yaml)",
                far.fix());
        assertEquals("no such file", path.problem());
        assertEquals("no/such.yaml", path.where());
    }

    @Test
    void aFaultFoundLaterStillNamesItsLine() throws IOException {
        PlanFile file = Plans.read(MINE, List.of());

        UserException e = file.fault("models[0]", "no model 'resnet18'", "`ctbench models list` prints them");

        assertEquals("models[0]: no model 'resnet18'", e.problem());
        assertEquals(MINE + ":6", e.where());
    }

    @Test
    void aPlanDoesNotChangeWithTheListsItWasMadeFrom() throws IOException {
        Plan plan = Plans.load("demo");

        assertThrows(UnsupportedOperationException.class, () -> plan.models().add(ModelItem.of("resnet18")));
        assertThrows(UnsupportedOperationException.class, () -> plan.evaluate().clear());
        assertFalse(plan.models().isEmpty());
    }

    @Test
    void aFileOfWeightsIsPinnedByItsDigestAndNotByItsPlace() throws IOException {
        Path weights = Files.writeString(folder.resolve("weights.pth"), "any bytes: nothing is read but their digest");
        Path moved = Files.copy(weights, folder.resolve("moved.pth"));
        Path other = Files.writeString(folder.resolve("other.pth"), "other bytes");

        Plan plan = started(weights, "");

        assertEquals(
                Optional.of(Sha256.of(weights)),
                plan.models().get(0).start().orElseThrow().sha256());
        assertFalse(plan.trains(plan.models().get(0)));
        assertEquals(plan.digest(), started(moved, "").digest());
        assertNotEquals(plan.digest(), started(other, "").digest());
        Files.delete(moved);
        assertEquals(
                plan.digest(), started(moved, ", sha256: " + Sha256.of(weights)).digest());
    }

    @Test
    void aFileOfWeightsThatIsNotThereIsNamedWithItsKey() {
        Path none = folder.resolve("none.pth");

        var missing = assertThrows(UserException.class, () -> started(none, ""));
        var twice = assertThrows(
                UserException.class,
                () -> Plans.read(LESIONS, List.of("models[1].start={weights: w.pth, sha256: " + "a".repeat(64) + "}")));

        assertEquals("models[0].start.weights: " + none + ": there is no such file", missing.problem());
        assertEquals("models[1].start: the model starts from 'resnet18' already", twice.problem());
    }

    private Plan started(Path weights, String digest) throws IOException {
        return Plans.read(
                        LESIONS,
                        List.of("models=[{id: affinity, start: {weights: '" + weights + "'" + digest
                                + "}, protocol: {epochs: 0}}]"))
                .plan();
    }
}
