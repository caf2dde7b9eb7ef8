package org.ctbench.models.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The GPUs that CUDA may use here.
 *
 * @param all in the order of the driver; empty if there is none
 * @param reason why none was found; empty if one was
 */
public record Gpus(List<Gpu> all, Optional<String> reason) {
    /** The program that NVIDIA's driver brings. */
    public static final String PROGRAM = "nvidia-smi";

    private static final List<String> QUERY =
            List.of("--query-gpu=name,compute_cap,memory.total,driver_version,uuid", "--format=csv,noheader");
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

    public Gpus {
        all = List.copyOf(all);
        Objects.requireNonNull(reason);
        if (all.isEmpty() != reason.isPresent()) {
            throw new IllegalArgumentException(all.size() + " GPUs, and the reason why there are none: " + reason);
        }
    }

    /** Those of this machine. */
    public static Gpus find() {
        return find(PROGRAM, System.getenv(), TIME);
    }

    /**
     * Those that a program tells.
     *
     * @param program {@code nvidia-smi}, by name or path
     * @param environment of this process: {@code CUDA_VISIBLE_DEVICES} hides GPUs
     * @param time after which the program is given up
     */
    public static Gpus find(String program, Map<String, String> environment, Duration time) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(QUERY);
        Program.Answer answer = Program.ask(command, time, true);
        return switch (answer.outcome()) {
            case ABSENT -> none("no NVIDIA driver: there is no program " + PROGRAM);
            case TOO_SLOW -> none(PROGRAM + " did not answer within " + time.toSeconds() + " s");
            case FAILED -> none(PROGRAM + " failed: " + answer.firstLine());
            case SUCCEEDED -> visible(parse(answer.text()), environment);
        };
    }

    private static Gpus none(String reason) {
        return new Gpus(List.of(), Optional.of(reason));
    }

    /**
     * Reads the program's output.
     *
     * @param csv one line for each GPU, in the order of the query; other lines are warnings
     */
    static Gpus parse(String csv) {
        List<Gpu> all = csv.lines().map(Gpus::gpu).flatMap(Optional::stream).toList();
        if (all.isEmpty()) {
            return none(
                    csv.isBlank()
                            ? PROGRAM + " knows no GPU"
                            : PROGRAM + " says: "
                                    + csv.strip().lines().findFirst().orElseThrow());
        }
        return new Gpus(all, Optional.empty());
    }

    /** A name may hold commas; the other fields stand behind it. */
    private static Optional<Gpu> gpu(String line) {
        List<String> fields = List.of(line.strip().split(",\\s*"));
        int last = fields.size() - 1;
        if (last < 4) {
            return Optional.empty();
        }
        return Capability.parse(fields.get(last - 3))
                .map(capability -> new Gpu(
                        String.join(", ", fields.subList(0, last - 3)),
                        capability,
                        mebibytes(fields.get(last - 2)),
                        fields.get(last - 1),
                        fields.get(last)));
    }

    private static OptionalLong mebibytes(String text) {
        return text.matches("\\d{1,9} MiB")
                ? OptionalLong.of(Long.parseLong(text.substring(0, text.indexOf(' '))) << 20)
                : OptionalLong.empty();
    }

    /**
     * What {@code CUDA_VISIBLE_DEVICES} leaves. Names by number are in CUDA's order, which is that of the driver only where
     * all GPUs are alike or {@code CUDA_DEVICE_ORDER} says so: then they select, else all GPUs stay.
     */
    private static Gpus visible(Gpus found, Map<String, String> environment) {
        String visible = environment.get(VISIBLE);
        if (visible == null || found.all.isEmpty()) {
            return found;
        }
        boolean driversOrder = "PCI_BUS_ID".equals(environment.get("CUDA_DEVICE_ORDER"));
        List<Gpu> left = new ArrayList<>();
        for (String name : visible.split(",")) {
            Optional<List<Gpu>> named = named(found.all, name.strip(), driversOrder);
            if (named.isEmpty()) {
                break; // as CUDA does: what stands behind an unknown name is hidden
            }
            named.get().stream().filter(gpu -> !left.contains(gpu)).forEach(left::add);
        }
        return left.isEmpty() ? none(VISIBLE + "='" + visible + "' hides every GPU") : new Gpus(left, Optional.empty());
    }

    private static Optional<List<Gpu>> named(List<Gpu> all, String name, boolean driversOrder) {
        if (name.matches("\\d{1,4}")) {
            int number = Integer.parseInt(name);
            if (number >= all.size()) {
                return Optional.empty();
            }
            return Optional.of(driversOrder ? List.of(all.get(number)) : all);
        }
        List<Gpu> named = all.stream()
                .filter(gpu -> !name.isEmpty() && gpu.uuid().startsWith(name))
                .toList();
        return named.isEmpty() ? Optional.empty() : Optional.of(named);
    }
}
