package org.ctbench.harness.cost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.splits.table.TextTable;

/** What a plan costs, as text for a terminal: the total on top, then what it is made of. */
public final class CostText {
    /** No entry: nothing of the kind is done, or nothing was measured. */
    private static final String NONE = "\u2013";

    private static final String AFFINITY = "affinity";
    private static final double LONG = 2 * 86_400;

    private final PlanCost cost;
    private final StringBuilder text = new StringBuilder();

    private CostText(PlanCost cost) {
        this.cost = cost;
    }

    /** The text, each line ended by LF. */
    public static String of(PlanCost cost) {
        CostText all = new CostText(cost);
        all.summary();
        all.line("");
        all.text.append(all.table());
        all.line("");
        all.sets();
        all.line("");
        cost.memory().ifPresent(all::memory);
        all.disk();
        cost.calibration().ifPresent(report -> all.text.append(CalibrationText.of(report, cost)));
        return all.text.toString();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void summary() {
        String trainings = Quantity.count((long) cost.models().size() * cost.seeds());
        line("plan %s: %s trainings%s", cost.plan(), trainings, ofSeeds());
        if (cost.total().isPresent()) {
            line("about %s", totals(cost.total().get()));
        } else {
            line("time: not measured (--no-calibration)");
        }
        steps();
        line(
                "%s images to train on, %s to evaluate",
                Quantity.count(cost.work().trainedImages()),
                Quantity.count(cost.work().evaluatedImages()));
        busy();
        slow();
        cost.stated().ifPresent(this::stated);
    }

    private String ofSeeds() {
        return cost.seeds() == 1
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %d models with %d seeds each",
                        cost.models().size(),
                        cost.seeds());
    }

    /** {@code 31 days on this machine [26-35]}. */
    private String totals(Span total) {
        String range = Quantity.range(total);
        int bracket = range.indexOf(" [");
        String machine = range.substring(0, bracket) + " on this machine" + range.substring(bracket);
        return cost.seeds() == 1
                ? machine
                : machine + ", " + Quantity.range(cost.perSeed().orElseThrow()) + " for each of the " + cost.seeds()
                        + " seeds";
    }

    /** The steps of each training; models that take the same number stand together. */
    private void steps() {
        Map<String, List<String>> byCount = new LinkedHashMap<>();
        for (ModelCost model : cost.models()) {
            Amount training = ModelCost.work(model.cells(Part.TRAINING));
            byCount.computeIfAbsent(words(training), words -> new ArrayList<>()).add(model.id());
        }
        byCount.forEach((words, models) -> line("%s to train %s", words, String.join(", ", models)));
    }

    private static String words(Amount training) {
        if (training.segmentationSteps() == 0) {
            return Quantity.count(training.classificationSteps()) + " steps";
        }
        return training.classificationSteps() == 0
                ? "at most " + Quantity.count(training.segmentationSteps()) + " segmentation steps"
                : Quantity.count(training.classificationSteps()) + " two-stage steps";
    }

    private void busy() {
        cost.calibration()
                .map(report -> report.extent().others())
                .filter(Measurements.Others::busy)
                .ifPresent(others -> line(
                        "The machine was busy when this was measured (load %.1f on %d processors): alone, the plan takes less.",
                        others.load().orElseThrow(), others.processors()));
    }

    private void slow() {
        boolean cpu = cost.calibration()
                .filter(report -> report.extent().engine().endsWith("-cpu"))
                .isPresent();
        if (cpu && cost.total().orElseThrow().median() > LONG) {
            line(
                    "This is a CPU (%d threads). A plan of this size is meant for a GPU: here it takes very long.",
                    threads());
        }
    }

    private int threads() {
        return cost.calibration().orElseThrow().extent().threads();
    }

    private void stated(PaperStatement paper) {
        line(
                "Stated by the paper, not measured by ctbench: about %d h for the training of an Affinity model and about %d"
                        + " min for its fine-tuning, on %s.",
                paper.trainingHours(), paper.fineTuningMinutes(), paper.device());
    }

    private String table() {
        TextTable table = TextTable.of(
                "model", "work", ">images", ">steps", ">segmentation steps", ">time", "[shortest-longest]");
        for (ModelCost model : cost.models()) {
            for (Part part : Part.values()) {
                List<ModelCost.CellCost> cells = model.cells(part);
                if (!cells.isEmpty()) {
                    Optional<Span> time = cells.get(0).time().map(t -> ModelCost.time(cells));
                    row(table, List.of(model.id(), part.words()), ModelCost.work(cells), time);
                }
            }
        }
        Amount one = cost.models().stream().map(ModelCost::work).reduce(Amount.NONE, Amount::plus);
        if (cost.seeds() > 1) {
            row(table, List.of("all", "one seed"), one, cost.perSeed());
        }
        row(table, List.of("all", cost.seeds() > 1 ? cost.seeds() + " seeds" : "total"), cost.work(), cost.total());
        return table.text();
    }

    private static void row(TextTable table, List<String> names, Amount work, Optional<Span> time) {
        String range = time.map(Quantity::range).orElse(NONE + " " + NONE);
        int bracket = range.indexOf(" [");
        table.row(
                names.get(0),
                names.get(1),
                Quantity.count(work.images()),
                orNone(work.classificationSteps()),
                orNone(work.segmentationSteps()),
                bracket < 0 ? NONE : range.substring(0, bracket),
                bracket < 0 ? NONE : range.substring(bracket + 1));
    }

    private static String orNone(long count) {
        return count == 0 ? NONE : Quantity.count(count);
    }

    private void sets() {
        Map<String, Long> images = new LinkedHashMap<>();
        for (ModelCost model : cost.models()) {
            for (Part part : List.of(Part.EVALUATION, Part.SEGMENTATION)) {
                model.cells(part)
                        .forEach(cell -> images.put(cell.split(), cell.work().evaluatedImages()));
            }
        }
        line(
                "evaluated: %s",
                images.entrySet().stream()
                        .map(set -> set.getKey() + " " + Quantity.count(set.getValue()))
                        .collect(Collectors.joining(", ")));
        boolean lesions = cost.work().segmentationSteps() > 0;
        if (lesions) {
            line(
                    "segmentation steps are at most so many: a lesion slice without lesion is passed over, and no lock says which");
        }
    }

    private void memory(DeviceMemory memory) {
        line("8 GB of device memory, as on the paper's GPU: %s", verdict(memory));
        line(
                "  (parameters, moments, gradients, activations, as measured on %s); not in this figure: %s",
                cost.calibration().orElseThrow().extent().engine(), memory.excluded());
        memory.resident()
                .ifPresent(bytes -> line(
                        "  this process held %s in the end, all models measured one after the other",
                        Quantity.bytes(bytes)));
        TextTable table = TextTable.of("  model", ">evaluation", ">training");
        for (DeviceMemory.Held held : memory.models()) {
            table.row(
                    "  " + held.id(),
                    held.evaluation().map(Quantity::bytes).orElse(NONE),
                    held.training().map(Quantity::bytes).orElse(NONE));
        }
        text.append(table.text());
    }

    private static String verdict(DeviceMemory memory) {
        String peak = Quantity.bytes(memory.peak());
        return memory.suffices()
                ? "enough; " + memory.largest() + " holds most, " + peak + ", and leaves "
                        + Quantity.bytes(memory.available() - memory.peak())
                : "not enough for " + memory.largest() + ", which holds " + peak;
    }

    private void disk() {
        DiskSpace disk = cost.disk();
        line(
                "disk: at most %s beside the images as published: %s decoded slices %s, weights %s, checkpoints %s,"
                        + " predictions %s",
                Quantity.bytes(disk.total()),
                Quantity.count(disk.decodedSlices()),
                Quantity.bytes(disk.cache()),
                Quantity.bytes(disk.weights()),
                Quantity.bytes(disk.checkpoints()),
                Quantity.bytes(disk.predictions()));
    }
}
