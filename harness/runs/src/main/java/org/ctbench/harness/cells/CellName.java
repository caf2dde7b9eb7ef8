package org.ctbench.harness.cells;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.events.Event.Kind;

/**
 * Name of a cell: {@code affinity-8/train}, {@code affinity-8/fine-tune-ictcf}, {@code affinity-8/evaluate-test}, {@code
 * affinity-8/segment}.
 *
 * @param model id of the model in the grid
 * @param kind what is done
 * @param set id of the evaluation set, for {@link Kind#FINE_TUNE} and {@link Kind#EVALUATE}
 */
public record CellName(String model, Kind kind, Optional<String> set) {
    public CellName {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(kind, "kind");
        boolean needsSet = kind == Kind.FINE_TUNE || kind == Kind.EVALUATE;
        if (needsSet != set.isPresent()) {
            throw new IllegalArgumentException(kind + " of " + model + " with set " + set);
        }
    }

    static CellName training(String model) {
        return new CellName(model, Kind.TRAIN, Optional.empty());
    }

    static CellName fineTuning(String model, String set) {
        return new CellName(model, Kind.FINE_TUNE, Optional.of(set));
    }

    static CellName evaluation(String model, String set) {
        return new CellName(model, Kind.EVALUATE, Optional.of(set));
    }

    static CellName programRun(String model) {
        return new CellName(model, Kind.RUN, Optional.empty());
    }

    static CellName segmentation(String model) {
        return new CellName(model, Kind.SEGMENT, Optional.empty());
    }

    /**
     * Reads a name as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if it is none
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static CellName parse(String text) {
        int slash = text.indexOf('/');
        for (Kind kind : Kind.values()) {
            String stage = text.substring(slash + 1);
            if (slash > 0 && stage.equals(kind.word())) {
                return new CellName(text.substring(0, slash), kind, Optional.empty());
            }
            if (slash > 0 && stage.startsWith(kind.word() + "-")) {
                return new CellName(
                        text.substring(0, slash),
                        kind,
                        Optional.of(stage.substring(kind.word().length() + 1)));
            }
        }
        throw new IllegalArgumentException("not the name of a cell: '" + text + "'");
    }

    /** The part of the name behind the model: {@code evaluate-test}. */
    public String stage() {
        return kind.word() + set.map(id -> "-" + id).orElse("");
    }

    @Override
    @JsonValue
    public String toString() {
        return model + "/" + stage();
    }
}
