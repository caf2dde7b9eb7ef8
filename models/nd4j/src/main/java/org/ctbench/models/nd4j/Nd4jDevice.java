package org.ctbench.models.nd4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.ctbench.models.kernels.HostAdam;
import org.ctbench.models.kernels.HostElements;
import org.ctbench.models.kernels.HostNormalization;
import org.ctbench.models.kernels.HostPooling;
import org.ctbench.models.kernels.KernelSet;
import org.ctbench.models.memory.Pool;
import org.ctbench.models.memory.Workers;
import org.ctbench.models.nd4j.EngineOptions.Kernels;
import org.ctbench.models.tape.Device;
import org.ctbench.models.tensor.EngineInfo;
import org.nd4j.common.config.ND4JSystemProperties;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** ND4J as it was started: backend, threads, memory and kernels. */
final class Nd4jDevice implements Device {
    /** The engine whose number of threads the native libraries have now. */
    private static volatile Nd4jDevice current;

    private final int threads;
    private final Pool pool;
    private final Workers workers;
    private final KernelSet kernels;
    private Thread prepared;
    private boolean closed;

    private Nd4jDevice(int threads, Pool pool, Workers workers, KernelSet kernels) {
        this.threads = threads;
        this.pool = pool;
        this.workers = workers;
        this.kernels = kernels;
    }

    static Nd4jDevice start(EngineOptions options) {
        configureLibraries();
        Backend.ofBuild().load();
        Nd4j.getMemoryManager().togglePeriodicGc(false); // memory is pooled: collections would only cost time
        boolean host = Nd4j.getEnvironment().isCPU();
        Kernels choice = choose(options.kernels(), host);
        Pool pool = new Pool(capacity -> new Nd4jBlock(capacity, host));
        Workers workers = new Workers(options.threads());
        return new Nd4jDevice(options.threads(), pool, workers, kernels(choice, pool, workers));
    }

    /** Reaches libraries that this process has not used yet; what the user set stays. */
    private static void configureLibraries() {
        Map<String, String> wanted = new TreeMap<>();
        wanted.put(ND4JSystemProperties.LOG_INITIALIZATION, "false");
        // JavaCPP takes a process of a few times the Java heap for a leak and throws; our memory is outside the heap
        wanted.put("org.bytedeco.javacpp.maxbytes", "0");
        wanted.put("org.bytedeco.javacpp.maxphysicalbytes", "0");
        wanted.forEach((key, value) -> {
            if (System.getProperty(key) == null) {
                System.setProperty(key, value);
            }
        });
    }

    private static Kernels choose(Kernels wanted, boolean host) {
        boolean oneDnn = host && wanted != Kernels.PORTABLE && OneDnnConvolution.available();
        if (wanted == Kernels.AUTO) {
            return oneDnn ? Kernels.ONEDNN : host ? Kernels.HOST : Kernels.PORTABLE;
        }
        if ((wanted == Kernels.ONEDNN && !oneDnn) || (wanted == Kernels.HOST && !host)) {
            throw new IllegalStateException("kernels " + wanted + " cannot run here: backend "
                    + (host ? "CPU, oneDNN's native library is not on the class path" : "is not a CPU"));
        }
        return wanted;
    }

    private static KernelSet kernels(Kernels choice, Pool pool, Workers workers) {
        if (choice == Kernels.PORTABLE) {
            return new KernelSet(
                    new Nd4jElements(),
                    new Nd4jNormalization(pool),
                    new Nd4jPooling(),
                    new Nd4jConvolution(pool),
                    new Nd4jProducts(),
                    new Nd4jAdam());
        }
        return new KernelSet(
                new HostElements(workers),
                new HostNormalization(workers),
                new HostPooling(workers),
                choice == Kernels.ONEDNN ? new OneDnnConvolution(pool) : new Nd4jConvolution(pool),
                new Nd4jProducts(),
                new HostAdam(workers));
    }

    @Override
    public Pool pool() {
        return pool;
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public KernelSet kernels() {
        return kernels;
    }

    /**
     * OpenMP keeps its number of threads per calling thread, so a thread that is new to the
     * engine sets it; another engine may have set it in between, which is one cheap call to notice.
     */
    @Override
    public void enter() {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
        if (Thread.currentThread() != prepared || current != this) {
            NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
            Nd4j.getEnvironment().setMaxThreads(threads);
            Nd4j.getEnvironment().setMaxMasterThreads(threads);
            if (Nd4j.getEnvironment().isCPU()) {
                openblas_nolapack.blas_set_num_threads(threads);
            }
            prepared = Thread.currentThread();
            current = this;
        }
    }

    @Override
    public EngineInfo info() {
        boolean cpu = Nd4j.getEnvironment().isCPU();
        Map<String, String> libraries = new TreeMap<>();
        libraries.put("nd4j", version("org.nd4j", "nd4j-api"));
        libraries.put("javacpp", version("org.bytedeco", "javacpp"));
        libraries.put("java", Runtime.version().toString());
        if (cpu) {
            libraries.put("openblas", version("org.bytedeco", "openblas"));
        }
        if (kernels.convolution() instanceof OneDnnConvolution) {
            libraries.put("onednn", OneDnnConvolution.version());
        }
        return new EngineInfo(
                (cpu ? Backend.CPU : Backend.CUDA).id(),
                Optional.empty(),
                threads,
                kernels.convolution().name(),
                instructions(),
                libraries);
    }

    private Optional<String> instructions() {
        return kernels.convolution() instanceof OneDnnConvolution
                ? Optional.of(OneDnnConvolution.instructions())
                : Optional.empty();
    }

    /** The version that Maven wrote into the library's jar. */
    private static String version(String group, String artifact) {
        String resource = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        Properties properties = new Properties();
        try (InputStream in = Nd4jDevice.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource + " on the class path");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
        return properties.getProperty("version");
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            kernels.convolution().close();
            workers.close();
            pool.close();
        }
    }
}
