package org.ctbench.models.inference;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Opens the files of one framework. */
public interface InferenceProvider {
    /** Name of the file format in plans: {@code onnx}. */
    String format();

    /** Name and version of the framework's library: {@code ONNX Runtime}, {@code 1.19.2}. */
    Map<String, String> libraries();

    /**
     * Opens a network.
     *
     * @param file the bytes of the file
     * @param threads number of threads that compute, at least 1
     * @throws InferenceException if the bytes are no network of this format, or the library cannot compute it
     */
    InferenceNetwork open(byte[] file, int threads);

    /** The provider of a format; empty if the class path has none. */
    static Optional<InferenceProvider> of(String format) {
        return ServiceLoader.load(InferenceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.format().equals(format))
                .findFirst();
    }
}
