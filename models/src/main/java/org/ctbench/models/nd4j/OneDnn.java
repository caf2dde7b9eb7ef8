package org.ctbench.models.nd4j;

import java.util.Locale;
import org.bytedeco.dnnl.global.dnnl;

/**
 * oneDNN as an engine uses it.
 *
 * @param version of the library
 * @param instructions the largest instruction set that its code may use here, as oneDNN calls it: {@code avx512_core_bf16}
 */
public record OneDnn(String version, String instructions) {
    private static final String PREFIX = "dnnl_cpu_isa_";

    /** Asks the loaded library. */
    static OneDnn loaded() {
        return new OneDnn(OneDnnConvolution.version(), name(dnnl.dnnl_get_effective_cpu_isa()));
    }

    static String name(int isa) {
        for (dnnl.cpu_isa known : dnnl.cpu_isa.values()) {
            if (known.value == isa) {
                return known.name().toLowerCase(Locale.ROOT).replace(PREFIX, "");
            }
        }
        return "unknown (" + isa + ")";
    }
}
