package org.ctbench.models.nd4j;

import java.util.List;
import org.ctbench.models.affinity.AffinityGoldenTest;
import org.ctbench.models.maskrcnn.MaskRcnnGoldenTest;
import org.ctbench.models.nd4j.EngineOptions.Kernels;
import org.ctbench.models.resnet.ResNetGoldenTest;
import org.ctbench.models.tensor.Engine;
import org.junit.jupiter.api.Nested;

/** Whole networks against torch: all of them on the fastest kernels, some on the others. */
class Nd4jNetworksTest {
    private static Engine open(Kernels kernels) {
        return Nd4jEngine.open(new EngineOptions(1, kernels));
    }

    @Nested
    final class ResNet extends ResNetGoldenTest {
        @Override
        protected Engine open() {
            return Nd4jNetworksTest.open(Kernels.AUTO);
        }
    }

    @Nested
    final class PortableResNet extends ResNetGoldenTest {
        @Override
        protected Engine open() {
            return Nd4jNetworksTest.open(Kernels.PORTABLE);
        }

        @Override
        protected List<String> cases() {
            return List.of("resnet18-square", "resnet18-odd");
        }
    }

    @Nested
    final class HostResNet extends ResNetGoldenTest {
        @Override
        protected Engine open() {
            return Nd4jNetworksTest.open(Kernels.HOST);
        }

        @Override
        protected List<String> cases() {
            return List.of("resnet18-square");
        }
    }

    @Nested
    final class MaskRcnn extends MaskRcnnGoldenTest {
        @Override
        protected Engine open() {
            return Nd4jNetworksTest.open(Kernels.AUTO);
        }
    }

    @Nested
    final class PortableMaskRcnn extends MaskRcnnGoldenTest {
        @Override
        protected Engine open() {
            return Nd4jNetworksTest.open(Kernels.PORTABLE);
        }

        @Override
        protected List<String> cases() {
            return List.of("small");
        }
    }

    @Nested
    final class HostMaskRcnn extends MaskRcnnGoldenTest {
        @Override
        protected Engine open() {
            return Nd4jNetworksTest.open(Kernels.HOST);
        }

        @Override
        protected List<String> cases() {
            return List.of("small");
        }
    }

    @Nested
    final class Affinity extends AffinityGoldenTest {
        @Override
        protected Engine open() {
            return Nd4jNetworksTest.open(Kernels.AUTO);
        }
    }

    @Nested
    final class PortableAffinity extends AffinityGoldenTest {
        @Override
        protected Engine open() {
            return Nd4jNetworksTest.open(Kernels.PORTABLE);
        }

        @Override
        protected List<String> cases() {
            return List.of("released");
        }

        @Override
        protected List<String> trainings() {
            return List.of("every_iteration");
        }
    }

    @Nested
    final class HostAffinity extends AffinityGoldenTest {
        @Override
        protected Engine open() {
            return Nd4jNetworksTest.open(Kernels.HOST);
        }

        @Override
        protected List<String> cases() {
            return List.of("released");
        }

        @Override
        protected List<String> trainings() {
            return List.of("every_iteration");
        }
    }
}
