package org.ctbench.harness.watch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.events.Event.Kind;
import org.ctbench.harness.events.Event.PlannedCell;
import org.ctbench.harness.events.EventLog;
import org.ctbench.splits.documents.Documents;

/** The log of a run that never was: losses that fall noisily, a failed cell, one in the middle of its training. */
final class GeneratedRun {
    static final int STEPS_PER_EPOCH = 3000;

    private final SplittableRandom random = new SplittableRandom(7);
    private final long millisPerStep;
    private final long process;
    private long now;

    /**
     * @param process that shall have written it
     * @param start milliseconds since 1970
     */
    GeneratedRun(long process, long start, long millisPerStep) {
        this.process = process;
        this.now = start;
        this.millisPerStep = millisPerStep;
    }

    static List<PlannedCell> cells(int epochs) {
        long images = (long) epochs * STEPS_PER_EPOCH;
        List<PlannedCell> cells = new ArrayList<>();
        for (String model : List.of("resnet18", "resnet50", "affinity-8", "affinity-16")) {
            cells.add(new PlannedCell(model + "/train", Kind.TRAIN, images, 0, Event.State.PLANNED));
            cells.add(new PlannedCell(model + "/evaluate-test", Kind.EVALUATE, 21_191, 0, Event.State.PLANNED));
            cells.add(new PlannedCell(model + "/evaluate-remainder", Kind.EVALUATE, 58_782, 0, Event.State.PLANNED));
            cells.add(new PlannedCell(model + "/fine-tune-ictcf", Kind.FINE_TUNE, 30_000, 0, Event.State.LEFT_OUT));
        }
        return cells;
    }

    /** Writes an event every {@code every} steps; the last epoch of affinity-8 is cut off in its middle. */
    void write(Path folder, int epochs, int every) throws IOException {
        try (EventLog log = EventLog.open(folder)) {
            log.append(new Event.RunStarted(
                    now,
                    "paper",
                    "The paper's protocol (generated log)",
                    "3f9c1e2ab47d",
                    process,
                    "nd4j-cpu 1.0.0-M2.1, 2 threads",
                    cells(epochs)));
        }
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(EventLog.NAME), StandardOpenOption.APPEND)) {
            train(out, "resnet18/train", Math.max(1, epochs / 20), epochs, every, false);
            line(out, new Event.CellFinished(now, "resnet18/train", 11_000));
            evaluate(out, "resnet18/evaluate-test", 21_191);
            train(out, "resnet50/train", 1, epochs, every, false);
            line(
                    out,
                    new Event.CellFailed(
                            now,
                            "resnet50/train",
                            "loss is NaN at step 3,007 (image NCP_96_1328_0012.png): the rate is too high"));
            train(out, "affinity-8/train", epochs, epochs, every, true);
        }
    }

    private void train(BufferedWriter out, String cell, int epochs, int all, int every, boolean cut)
            throws IOException {
        line(out, new Event.CellStarted(now, cell, (long) all * STEPS_PER_EPOCH, 0));
        for (int epoch = 1; epoch <= epochs; epoch++) {
            int steps = cut && epoch == epochs ? STEPS_PER_EPOCH / 2 : STEPS_PER_EPOCH;
            for (int i = every; i <= steps; i += every) {
                now += every * millisPerStep;
                long step = (epoch - 1L) * STEPS_PER_EPOCH + i;
                line(
                        out,
                        new Event.Advanced(
                                now,
                                cell,
                                OptionalInt.of(epoch),
                                step,
                                step,
                                1000.0 / millisPerStep * (0.9 + 0.2 * random.nextDouble()),
                                losses(cell, step, 0.4),
                                0.02 * random.nextDouble(),
                                OptionalLong.of((3L << 30) + random.nextInt(1 << 26))));
            }
            if (steps == STEPS_PER_EPOCH) {
                now += 60_000;
                double accuracy = 0.95 - 0.6 * Math.exp(-epoch / 15.0) + 0.01 * random.nextDouble();
                line(
                        out,
                        new Event.EpochFinished(
                                now,
                                cell,
                                epoch,
                                losses(cell, (long) epoch * STEPS_PER_EPOCH, 0.05),
                                OptionalDouble.of(accuracy)));
                line(out, new Event.CheckpointSaved(now, cell, (long) epoch * STEPS_PER_EPOCH, 180_000_000, 0.9));
            }
        }
    }

    private void evaluate(BufferedWriter out, String cell, long images) throws IOException {
        line(out, new Event.CellStarted(now, cell, images, 0));
        for (long done = 100; done <= images; done += 100) {
            now += 100 * millisPerStep / 3;
            line(
                    out,
                    new Event.Advanced(
                            now,
                            cell,
                            OptionalInt.empty(),
                            done,
                            done,
                            3000.0 / millisPerStep,
                            Map.of(),
                            0.01,
                            OptionalLong.of(3L << 30)));
        }
        line(out, new Event.CellFinished(now, cell, 2_000));
    }

    private Map<String, Double> losses(String cell, long step, double noise) {
        Map<String, Double> losses = new LinkedHashMap<>();
        double fall = Math.exp(-step / 60_000.0);
        losses.put("image", (0.1 + 0.9 * fall) * (1 + noise * (random.nextDouble() - 0.5)));
        if (cell.startsWith("affinity")) {
            losses.put("objectness", (0.02 + 0.5 * fall) * (1 + noise * (random.nextDouble() - 0.5)));
            losses.put("rpn box", (0.05 + 0.3 * fall) * (1 + noise * (random.nextDouble() - 0.5)));
            losses.put("class", (0.1 + 0.8 * fall) * (1 + noise * (random.nextDouble() - 0.5)));
            losses.put("mask", (0.2 + 0.6 * fall) * (1 + noise * (random.nextDouble() - 0.5)));
        }
        return losses;
    }

    private static void line(BufferedWriter out, Event event) throws IOException {
        String json = Documents.toTree(event).toString();
        out.write("{\"event\":\"" + event.getClass().getSimpleName() + "\"," + json.substring(1) + "\n");
    }
}
