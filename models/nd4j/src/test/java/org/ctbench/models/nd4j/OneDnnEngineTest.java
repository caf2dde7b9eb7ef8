package org.ctbench.models.nd4j;

import org.ctbench.models.contract.IndexContract;
import org.ctbench.models.contract.NetworkContract;
import org.ctbench.models.contract.OperationsContract;
import org.ctbench.models.contract.ProfileContract;
import org.ctbench.models.contract.RegionContract;
import org.ctbench.models.contract.TensorContract;
import org.ctbench.models.nd4j.EngineOptions.Kernels;
import org.ctbench.models.tensor.Engine;
import org.junit.jupiter.api.Nested;

/** ND4J with convolutions by oneDNN keeps the contract of all engines. */
class OneDnnEngineTest {
    @Nested
    final class Tensor extends TensorContract {
        @Override
        protected Engine open(int threads) {
            return Nd4jEngine.open(new EngineOptions(threads, Kernels.ONEDNN));
        }
    }

    @Nested
    final class Operations extends OperationsContract {
        @Override
        protected Engine open(int threads) {
            return Nd4jEngine.open(new EngineOptions(threads, Kernels.ONEDNN));
        }
    }

    @Nested
    final class Network extends NetworkContract {
        @Override
        protected Engine open(int threads) {
            return Nd4jEngine.open(new EngineOptions(threads, Kernels.ONEDNN));
        }
    }

    @Nested
    final class Index extends IndexContract {
        @Override
        protected Engine open(int threads) {
            return Nd4jEngine.open(new EngineOptions(threads, Kernels.ONEDNN));
        }
    }

    @Nested
    final class Region extends RegionContract {
        @Override
        protected Engine open(int threads) {
            return Nd4jEngine.open(new EngineOptions(threads, Kernels.ONEDNN));
        }
    }

    @Nested
    final class Profile extends ProfileContract {
        @Override
        protected Engine open(int threads) {
            return Nd4jEngine.open(new EngineOptions(threads, Kernels.ONEDNN));
        }
    }
}
