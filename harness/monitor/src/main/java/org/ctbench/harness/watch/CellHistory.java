package org.ctbench.harness.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.events.Event.PlannedCell;

/** What the log said of a cell. Not safe for use by several threads. */
final class CellHistory {
    /** Values of a trend at most. */
    static final int TREND = 32;

    private static final String IMAGE_LOSS = "image";

    private final Map<Place, BoundedSeries> series = new LinkedHashMap<>();
    private final BoundedSeries trend = new BoundedSeries();
    private PlannedCell planned;
    private boolean begun;
    private CellState.State end;
    private Optional<String> problem = Optional.empty();
    private OptionalDouble seconds = OptionalDouble.empty();
    private OptionalDouble accuracy = OptionalDouble.empty();
    private OptionalDouble stepsPerEpoch = OptionalDouble.empty();
    private Event.Advanced last;
    private long images;
    private long done;
    private final Speed speed = new Speed();

    private record Place(Curve.Quantity quantity, String name, Curve.By by) {}

    CellHistory(PlannedCell planned) {
        this.planned = planned;
        replan(planned);
    }

    /** Takes in how the cell stood when a process began; what was measured before stays. */
    void replan(PlannedCell cell) {
        planned = cell;
        images = cell.images();
        done = cell.done();
        begun = false;
        end = null;
        if (cell.state() != Event.State.FAILED) {
            problem = Optional.empty();
        }
    }

    void accept(Event.CellStarted event) {
        begun = true;
        end = null;
        problem = Optional.empty();
        images = event.images();
        done = event.done();
        speed.begin(event.at(), event.done());
        if (event.done() == 0) {
            series.values().forEach(BoundedSeries::clear);
            trend.clear();
            last = null;
            accuracy = OptionalDouble.empty();
        }
    }

    void accept(Event.Advanced event) {
        begun = true;
        last = event;
        done = event.done();
        speed.advance(event.at(), event.done());
        long x = event.step();
        event.losses().forEach((name, value) -> add(Curve.Quantity.LOSS, name, Curve.By.STEP, x, value));
        if (!event.losses().isEmpty()) {
            trend.add(x, loss(event.losses()));
        }
        add(Curve.Quantity.THROUGHPUT, "images per second", Curve.By.STEP, x, event.imagesPerSecond());
        add(Curve.Quantity.WAITING, "waiting for images", Curve.By.STEP, x, event.waiting());
        event.memoryBytes().ifPresent(bytes -> add(Curve.Quantity.MEMORY, "memory", Curve.By.STEP, x, bytes));
    }

    void accept(Event.EpochFinished event) {
        if (last != null) {
            stepsPerEpoch = OptionalDouble.of((double) last.step() / event.epoch());
        }
        event.losses().forEach((name, value) -> add(Curve.Quantity.LOSS, name, Curve.By.EPOCH, event.epoch(), value));
        accuracy = event.accuracy();
        accuracy.ifPresent(
                value -> add(Curve.Quantity.ACCURACY, "validation accuracy", Curve.By.EPOCH, event.epoch(), value));
    }

    void accept(Event.CellFinished event) {
        end = CellState.State.FINISHED;
        done = images;
        seconds = OptionalDouble.of(event.seconds());
        speed.advance(event.at(), images);
    }

    void accept(Event.CellFailed event) {
        end = CellState.State.FAILED;
        problem = Optional.of(event.problem());
    }

    private void add(Curve.Quantity quantity, String name, Curve.By by, long x, double y) {
        series.computeIfAbsent(new Place(quantity, name, by), p -> new BoundedSeries())
                .add(x, y);
    }

    private static double loss(Map<String, Double> losses) {
        Double image = losses.get(IMAGE_LOSS);
        return image != null
                ? image
                : losses.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** @param alive whether somebody works on the run */
    CellState.State state(boolean alive) {
        if (end != null) {
            return end;
        }
        if (begun) {
            return alive ? CellState.State.RUNNING : CellState.State.INTERRUPTED;
        }
        return switch (planned.state()) {
            case FINISHED -> CellState.State.FINISHED;
            case FAILED -> CellState.State.FAILED;
            case LEFT_OUT -> CellState.State.LEFT_OUT;
            case PLANNED -> done > 0 && !alive ? CellState.State.INTERRUPTED : CellState.State.PLANNED;
        };
    }

    /** @param secondsLeft as found by whoever knows the speeds of all cells */
    CellState at(boolean alive, OptionalDouble secondsLeft) {
        return new CellState(
                planned.cell(),
                planned.kind(),
                state(alive),
                problem,
                images,
                done,
                secondsLeft,
                seconds,
                Optional.ofNullable(last)
                        .map(e -> new CellState.Progress(
                                e.epoch(),
                                e.step(),
                                e.imagesPerSecond(),
                                e.losses(),
                                trend.outline(TREND),
                                accuracy,
                                e.waiting(),
                                e.memoryBytes())));
    }

    List<Curve> curves() {
        List<Curve> curves = new ArrayList<>();
        series.forEach((place, values) -> {
            List<BoundedSeries.Point> points = values.points();
            if (!points.isEmpty()) {
                curves.add(new Curve(
                        place.quantity,
                        place.name,
                        place.by,
                        points.stream().map(BoundedSeries.Point::x).toList(),
                        points.stream().map(BoundedSeries.Point::y).toList(),
                        place.by == Curve.By.EPOCH ? stepsPerEpoch : OptionalDouble.empty()));
            }
        });
        return curves;
    }

    Event.Kind kind() {
        return planned.kind();
    }

    long imagesLeft() {
        return Math.max(0, images - done);
    }

    Speed speed() {
        return speed;
    }
}
