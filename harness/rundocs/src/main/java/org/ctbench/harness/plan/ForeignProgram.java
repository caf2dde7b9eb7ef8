package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.InvalidValue;

/**
 * A program that trains, if it is given slices to learn from, and predicts all sets of a plan in one run.
 *
 * @param image image of the container that it runs in; without one it runs on this machine
 * @param command its command line; may be absent for what the image runs by itself
 * @param files files whose content decides what it does; nothing else is known of a command but its text
 * @param train split that it learns from
 * @param values what it writes of a slice; probabilities if it is not written
 * @param seed what it gets as a seed; the seed of the plan if it is not written
 * @param tool what runs containers: {@code docker}, if it is not written, or {@code podman}
 * @param memory most memory of the container; 8g if it is not written
 * @param cores most processor time of the container, in cores; 1 if it is not written
 * @param minutes time after which it is ended; 60 if it is not written
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ForeignProgram(
        Optional<String> image,
        Optional<List<String>> command,
        Optional<List<PinnedFile>> files,
        Optional<String> train,
        Optional<PredictedValues> values,
        OptionalLong seed,
        Optional<String> tool,
        Optional<String> memory,
        Optional<Double> cores,
        OptionalInt minutes)
        implements ForeignModel {
    private static final int STANDARD_MINUTES = 60;

    public ForeignProgram {
        if (image.isEmpty() && command.isEmpty()) {
            throw new InvalidValue("", "neither an image nor a command is named", "write image: or command:");
        }
        image.ifPresent(name -> Checks.text("image", name));
        command = command.map(words -> Checks.notEmpty("command", words));
        files = files.map(all -> Checks.distinct("files", all));
        train.ifPresent(split -> Checks.split("train", split));
        if (values.filter(PredictedValues.LABELS::equals).isPresent()) {
            throw new InvalidValue("values", "classes alone are not read here", "let it write probabilities or logits");
        }
        for (Optional<?> limit : List.of(tool, memory, cores)) {
            if (limit.isPresent() && image.isEmpty()) {
                throw new InvalidValue(
                        "",
                        "only a container has a tool and limits of memory and cores",
                        "remove tool, memory and cores, or name an image");
            }
        }
        tool.ifPresent(name -> Checks.text("tool", name));
        if (memory.filter(size -> !size.matches("[1-9][0-9]*[kmg]")).isPresent()) {
            throw new InvalidValue("memory", "'" + memory.get() + "' is not a size", "write it as in 8g or 512m");
        }
        cores.ifPresent(most -> Checks.positive("cores", most));
        minutes.ifPresent(most -> Checks.atLeast("minutes", 1, most));
        Objects.requireNonNull(seed);
    }

    /** The same with another seed. */
    ForeignProgram withSeed(long other) {
        return new ForeignProgram(
                image, command, files, train, values, OptionalLong.of(other), tool, memory, cores, minutes);
    }

    /** Minutes after which it is ended. */
    public int mostMinutes() {
        return minutes.orElse(STANDARD_MINUTES);
    }

    /** How people call it: its image, or else its command. */
    public String name() {
        return image.orElseGet(() -> String.join(" ", command.orElseThrow()));
    }

    @Override
    public String kind() {
        return "program";
    }

    @Override
    public String summary() {
        String what = image.isPresent() ? "the program of the image " : "the program ";
        return what + name()
                + train.map(split -> ", which learns from " + split).orElse("")
                + "; the digits may depend on the machine";
    }

    /** A program tells the classes of the plan apart, so that no set is covered that asks for a fine-tuning. */
    @Override
    public boolean covers(EvaluationSet set) {
        return set.fineTune().isEmpty();
    }

    @Override
    public boolean readsImages() {
        return true;
    }

    /** One that learns is run with each seed of the plan. */
    @Override
    public boolean hasSeeds() {
        return train.isPresent() && seed.isEmpty();
    }
}
