package org.ctbench.models.nd4j;

import org.nd4j.linalg.factory.Nd4j;

/** The device that ND4J computes on: which of its backends the build put on the class path. */
public enum Backend {
    /** The processor. */
    CPU("nd4j-cpu"),
    /** NVIDIA GPUs. */
    CUDA("nd4j-cuda");

    private static final String CUDA_BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";

    private static final String CUDA_RUNTIME = "org.bytedeco.cuda.global.cudart";

    private final String id;

    Backend(String id) {
        this.id = id;
    }

    /** Name in provenance. */
    public String id() {
        return id;
    }

    /** The backend of this build. Loads no native library, so it can be asked where none would load. */
    public static Backend ofBuild() {
        return in(Backend.class.getClassLoader());
    }

    /**
     * Loads the native libraries, once in a process.
     *
     * @throws IllegalStateException if one is missing or does not fit the machine; names it
     */
    void load() {
        try {
            if (this == CUDA) {
                Class.forName(CUDA_RUNTIME); // ND4J would only say that there is no backend
            }
            Nd4j.getBackend();
        } catch (LinkageError | ClassNotFoundException e) {
            throw new IllegalStateException("ND4J's native libraries do not load: " + reason(e), e);
        }
    }

    /** The innermost cause is the library that the system did not find. */
    private static String reason(Throwable e) {
        Throwable inner = e;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
    }

    static Backend in(ClassLoader libraries) {
        return libraries.getResource(CUDA_BACKEND) == null ? CPU : CUDA;
    }
}
