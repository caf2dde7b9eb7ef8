package org.ctbench.models.nd4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.models.tensor.Accelerator;
import org.ctbench.models.tensor.Accelerators;
import org.ctbench.splits.documents.Program;

/** The GPUs that CUDA may use here, as the program says that NVIDIA's driver brings. */
final class NvidiaDriver {
    static final String PROGRAM = "nvidia-smi";

    private static final List<String> QUERY =
            List.of("--query-gpu=name,compute_cap,memory.total,driver_version,uuid", "--format=csv,noheader");
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

    private NvidiaDriver() {}

    /** Those of this machine, in the order of the driver. */
    static Accelerators accelerators() {
        return accelerators(PROGRAM, System.getenv(), TIME);
    }

    /**
     * Those that a program tells.
     *
     * @param program {@code nvidia-smi}, by name or path
     * @param environment of this process: {@code CUDA_VISIBLE_DEVICES} hides GPUs
     * @param time after which the program is given up
     */
    static Accelerators accelerators(String program, Map<String, String> environment, Duration time) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(QUERY);
        Program.Answer answer = Program.ask(command, time, true);
        return switch (answer.outcome()) {
            case ABSENT -> none("no NVIDIA driver: cannot find the program " + PROGRAM);
            case TOO_SLOW -> none(PROGRAM + " did not answer within " + time.toSeconds() + " s");
            case FAILED -> none(PROGRAM + " failed: " + answer.firstLine());
            case SUCCEEDED -> visible(parse(answer.text()), environment);
        };
    }

    private static Accelerators none(String reason) {
        return new Accelerators(List.of(), Optional.of(reason));
    }

    /**
     * Reads the program's output.
     *
     * @param csv one line for each GPU, in the order of the query; other lines are warnings
     */
    static Accelerators parse(String csv) {
        List<Accelerator> all =
                csv.lines().map(NvidiaDriver::gpu).flatMap(Optional::stream).toList();
        if (all.isEmpty()) {
            return none(
                    csv.isBlank()
                            ? PROGRAM + " knows no GPU"
                            : PROGRAM + " says: "
                                    + csv.strip().lines().findFirst().orElseThrow());
        }
        return new Accelerators(all, Optional.empty());
    }

    /** A name may hold commas; the other fields stand behind it. */
    private static Optional<Accelerator> gpu(String line) {
        List<String> fields = List.of(line.strip().split(",\\s*"));
        int last = fields.size() - 1;
        if (last < 4) {
            return Optional.empty();
        }
        return ComputeCapability.parse(fields.get(last - 3))
                .map(capability -> new Accelerator(
                        String.join(", ", fields.subList(0, last - 3)),
                        capability.toString(),
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
    private static Accelerators visible(Accelerators found, Map<String, String> environment) {
        String visible = environment.get(VISIBLE);
        if (visible == null || found.all().isEmpty()) {
            return found;
        }
        boolean driversOrder = "PCI_BUS_ID".equals(environment.get("CUDA_DEVICE_ORDER"));
        List<Accelerator> left = new ArrayList<>();
        for (String name : visible.split(",")) {
            Optional<List<Accelerator>> named = named(found.all(), name.strip(), driversOrder);
            if (named.isEmpty()) {
                break; // as CUDA does: what stands behind an unknown name is hidden
            }
            named.get().stream().filter(gpu -> !left.contains(gpu)).forEach(left::add);
        }
        return left.isEmpty()
                ? none(VISIBLE + "='" + visible + "' hides every GPU")
                : new Accelerators(left, Optional.empty());
    }

    private static Optional<List<Accelerator>> named(List<Accelerator> all, String name, boolean driversOrder) {
        if (name.matches("\\d{1,4}")) {
            int number = Integer.parseInt(name);
            if (number >= all.size()) {
                return Optional.empty();
            }
            return Optional.of(driversOrder ? List.of(all.get(number)) : all);
        }
        List<Accelerator> named = all.stream()
                .filter(gpu -> !name.isEmpty() && gpu.uuid().startsWith(name))
                .toList();
        return named.isEmpty() ? Optional.empty() : Optional.of(named);
    }
}
