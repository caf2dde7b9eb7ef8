package org.ctbench.models.nd4j;

/** The device that ND4J computes on: which of its backends the build put on the class path. */
public enum Backend {
    /** The processor. */
    CPU("nd4j-cpu"),
    /** NVIDIA GPUs. */
    CUDA("nd4j-cuda");

    private static final String CUDA_BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";

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

    static Backend in(ClassLoader libraries) {
        return libraries.getResource(CUDA_BACKEND) == null ? CPU : CUDA;
    }
}
