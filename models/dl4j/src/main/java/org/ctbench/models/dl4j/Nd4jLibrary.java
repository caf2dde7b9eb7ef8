package org.ctbench.models.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.ctbench.models.tensor.EngineUnavailableException;
import org.ctbench.models.tensor.Instructions;
import org.ctbench.splits.documents.UserException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.common.config.ND4JSystemProperties;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** DL4J's version, and ND4J's native libraries: settings before they are loaded, and the number of their threads. */
final class Nd4jLibrary {
    private static final String VERSION = "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";

    private Nd4jLibrary() {}

    /** Name and version of the library that computes; needs no native library. */
    static Map<String, String> libraries() {
        return Map.of("deeplearning4j", version());
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = ComputationGraph.class.getResourceAsStream(VERSION)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    /**
     * Loads the libraries once in a process. What the user set stays.
     *
     * @throws UserException if the processor lacks instructions that they need
     */
    static void load() {
        try {
            Instructions.requireAvx2("this build of ND4J");
        } catch (EngineUnavailableException e) {
            throw new UserException(e.getMessage(), "networks of Deeplearning4j", e.fix(), e);
        }
        setUnlessSet(ND4JSystemProperties.LOG_INITIALIZATION, "false");
        // JavaCPP takes a process of a few times the Java heap for a leak and throws; these arrays lie outside the heap
        setUnlessSet("org.bytedeco.javacpp.maxbytes", "0");
        setUnlessSet("org.bytedeco.javacpp.maxphysicalbytes", "0");
        // they say which processor they found, how networks are started, and what is read
        setUnlessSet("org.slf4j.simpleLogger.log.org.nd4j", "warn");
        setUnlessSet("org.slf4j.simpleLogger.log.org.deeplearning4j", "warn");
        setUnlessSet("org.slf4j.simpleLogger.log.io.jhdf", "warn");
        Nd4j.getBackend();
    }

    /** OpenMP keeps its number of threads per calling thread, and an engine may have set another: call it before computing. */
    static void useThreads(int threads) {
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
        Nd4j.getEnvironment().setMaxThreads(threads);
        Nd4j.getEnvironment().setMaxMasterThreads(threads);
        if (Nd4j.getEnvironment().isCPU()) {
            openblas_nolapack.blas_set_num_threads(threads);
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
