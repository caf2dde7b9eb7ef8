package org.ctbench.harness.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.ctbench.models.inference.InferenceNetwork;
import org.ctbench.models.inference.InferenceProvider;

/**
 * A network in place of one of Deeplearning4j: the logits of an image are its mean times a factor, which is all that its file has,
 * half of that and 0.
 */
public final class BrightnessProvider implements InferenceProvider {
    static final int SIDE = 32;

    /** Images that were computed in this process. */
    static final AtomicInteger COMPUTED = new AtomicInteger();

    /** Is run before an image is computed. */
    static Runnable before = () -> {};

    @Override
    public String format() {
        return "dl4j";
    }

    @Override
    public Map<String, String> libraries() {
        return Map.of("Brightness", "1.0");
    }

    @Override
    public InferenceNetwork open(byte[] file, int threads) {
        float factor = Float.parseFloat(new String(file).strip());
        return new InferenceNetwork() {
            @Override
            public Map<String, List<Long>> inputs() {
                return Map.of("image", List.of(-1L, 1L, (long) SIDE, (long) SIDE));
            }

            @Override
            public Map<String, List<Long>> outputs() {
                return Map.of("logits", List.of(-1L, 3L));
            }

            @Override
            public float[] run(String input, long[] shape, float[] values, String output) {
                before.run();
                COMPUTED.incrementAndGet();
                double sum = 0;
                for (float value : values) {
                    sum += value;
                }
                float mean = (float) (sum / values.length);
                return new float[] {factor * mean, factor * mean / 2, 0};
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
    }
}
