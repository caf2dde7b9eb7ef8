package org.ctbench.models.nd4j;

import java.util.List;
import org.ctbench.models.affinity.AffinityGoldenTest;
import org.ctbench.models.maskrcnn.MaskRcnnGoldenTest;
import org.ctbench.models.nd4j.EngineOptions.Kernels;
import org.ctbench.models.resnet.ResNetGoldenTest;
import org.ctbench.models.tensor.Engine;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Whole networks against torch: all of them on the fastest kernels, some on the others. */
@Tag("slow")
class Nd4jNetworksTest {
    /** Libraries round differently on each processor, and other ReLUs tip: 0.64 % with AVX-512, 0.91 % on an AMD EPYC with AVX2. */
    private static final double HARDER_GRADIENTS = 10;

    @Nested
    final class Fastest extends Networks {
        Fastest() {
            super(Kernels.AUTO, Integer.MAX_VALUE, Integer.MAX_VALUE);
        }
    }

    @Nested
    final class Portable extends Networks {
        Portable() {
            super(Kernels.PORTABLE, 2, 1);
        }
    }

    @Nested
    final class Host extends Networks {
        Host() {
            super(Kernels.HOST, 1, 1);
        }
    }

    /** The networks on one set of kernels. */
    private abstract static class Networks {
        private final Kernels kernels;
        private final int resnets;
        private final int detectors;

        /**
         * The first cases of each network.
         *
         * @param resnets how many residual networks, at most
         * @param detectors how many cases of Mask R-CNN and of the Affinity model, at most
         */
        Networks(Kernels kernels, int resnets, int detectors) {
            this.kernels = kernels;
            this.resnets = resnets;
            this.detectors = detectors;
        }

        private Engine open() {
            return Nd4jEngine.open(new EngineOptions(1, kernels));
        }

        private static List<String> first(int most, List<String> cases) {
            return cases.subList(0, Math.min(most, cases.size()));
        }

        @Nested
        final class ResNet extends ResNetGoldenTest {
            @Override
            protected Engine open() {
                return Networks.this.open();
            }

            @Override
            protected List<String> cases() {
                return first(resnets, super.cases());
            }
        }

        @Nested
        final class MaskRcnn extends MaskRcnnGoldenTest {
            @Override
            protected Engine open() {
                return Networks.this.open();
            }

            @Override
            protected List<String> cases() {
                return first(detectors, super.cases());
            }
        }

        @Nested
        final class Affinity extends AffinityGoldenTest {
            @Override
            protected Engine open() {
                return Networks.this.open();
            }

            @Override
            protected double harderGradients() {
                return HARDER_GRADIENTS;
            }

            @Override
            protected List<String> cases() {
                return first(detectors, super.cases());
            }

            @Override
            protected List<String> trainings() {
                return first(detectors, super.trainings());
            }
        }
    }
}
