package org.ctbench.models.nd4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.models.tensor.Accelerator;
import org.ctbench.models.tensor.Accelerators;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineAdvice;
import org.ctbench.models.tensor.EngineHost;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.models.tensor.EngineProvider;
import org.ctbench.models.tensor.EngineSettings;
import org.ctbench.models.tensor.EngineUnavailableException;
import org.ctbench.models.tensor.Instructions;

/** Opens the engine on ND4J, on the device of its backend. */
public final class Nd4jProvider implements EngineProvider {
    private static final String LIBRARIES = "org.bytedeco.javacpp.cachedir";
    private static final List<String> LIMITS_OF_ONEDNN = List.of("ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA");

    private final Backend backend;

    /** For ServiceLoader. */
    public Nd4jProvider() {
        this(Backend.ofBuild());
    }

    Nd4jProvider(Backend backend) {
        this.backend = backend;
    }

    @Override
    public String id() {
        return "nd4j";
    }

    @Override
    public String summary() {
        return "ND4J and oneDNN, or CUDA: results depend on the processor and on the number of threads in the last bits";
    }

    @Override
    public Optional<String> arithmetic() {
        return Optional.empty();
    }

    @Override
    public Optional<Accelerators> accelerators() {
        return Optional.of(NvidiaDriver.accelerators());
    }

    @Override
    public List<EngineAdvice> advice(EngineInfo info, EngineHost host) {
        List<EngineAdvice> advice = new ArrayList<>();
        if (backend == Backend.CUDA) {
            return advice;
        }
        if (info.instructions().isEmpty()) {
            advice.add(new EngineAdvice(
                    "oneDNN is not active: convolutions are ND4J's, which are several times slower",
                    "use a system for which its library is published: Linux, or Windows or macOS on x86-64"));
        }
        host.accelerators().ifPresent(gpus -> gpus.all().forEach(gpu -> advice.add(unused(gpu))));
        if (host.linux() && !host.environment().containsKey("GOMP_SPINCOUNT")) {
            advice.add(new EngineAdvice(
                    "GOMP_SPINCOUNT is not set: threads that wait for work keep their cores busy, which slows a shared"
                            + " machine down",
                    "export GOMP_SPINCOUNT=1000, as ./ctbench does"));
        }
        LIMITS_OF_ONEDNN.stream()
                .filter(name ->
                        info.instructions().isPresent() && host.environment().containsKey(name))
                .findFirst()
                .ifPresent(name -> advice.add(new EngineAdvice(
                        name + "=" + host.environment().get(name)
                                + " limits the instructions of oneDNN, its speed and the last bits of its results",
                        "unset " + name)));
        return advice;
    }

    private static EngineAdvice unused(Accelerator gpu) {
        return CudaBuild.obstacle(gpu)
                .map(obstacle -> new EngineAdvice(
                        obstacle,
                        "use the processor, as this command did, or a GPU of compute capability 3.7 or 5.0 to 8.9"))
                .orElse(new EngineAdvice(
                        "the GPU is not used: " + gpu.name(),
                        "./ctbench --cuda (600 MB once; needs CUDA 11.6 and cuDNN 8.3, or --cuda-redist). No run on a"
                                + " GPU has been made yet: compare with the processor first"));
    }

    @Override
    public void requireDevice() {
        if (backend == Backend.CUDA) {
            CudaBuild.require(NvidiaDriver.accelerators());
        } else {
            Instructions.requireAvx2("this build of ND4J");
        }
    }

    @Override
    public Engine open(EngineSettings settings) {
        requireDevice();
        useLibraries(settings.cacheFolder().resolve("native"));
        try {
            return Nd4jEngine.open(EngineOptions.threads(settings.threads()));
        } catch (IllegalStateException e) {
            if (backend == Backend.CPU) {
                throw e;
            }
            throw new EngineUnavailableException(
                    e.getMessage(),
                    "install CUDA 11.6 and cuDNN 8.3, or take them from Maven with --cuda-redist in place of --cuda"
                            + " (1.8 GB); or use the CPU: the same command with --nd4j in place of --cuda");
        }
    }

    /** Makes the folder of the libraries now: JavaCPP would go to another place without a word if it cannot. */
    private static void useLibraries(Path wanted) {
        if (System.getProperty(LIBRARIES) == null) {
            System.setProperty(LIBRARIES, wanted.toAbsolutePath().toString());
        }
        Path folder = Path.of(System.getProperty(LIBRARIES));
        try {
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                throw new AccessDeniedException(folder.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
