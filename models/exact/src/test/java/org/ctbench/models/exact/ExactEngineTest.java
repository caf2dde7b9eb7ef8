package org.ctbench.models.exact;

import org.ctbench.models.contract.IndexContract;
import org.ctbench.models.contract.LongSumsContract;
import org.ctbench.models.contract.NetworkContract;
import org.ctbench.models.contract.OperationsContract;
import org.ctbench.models.contract.ProfileContract;
import org.ctbench.models.contract.RegionContract;
import org.ctbench.models.contract.TensorContract;
import org.ctbench.models.tensor.Engine;
import org.junit.jupiter.api.Nested;

/** The engine keeps the contract of all engines. */
class ExactEngineTest {
    @Nested
    final class Tensor extends TensorContract {
        @Override
        protected Engine open(int threads) {
            return ExactEngine.open(threads);
        }
    }

    @Nested
    final class Operations extends OperationsContract {
        @Override
        protected Engine open(int threads) {
            return ExactEngine.open(threads);
        }
    }

    @Nested
    final class Network extends NetworkContract {
        @Override
        protected Engine open(int threads) {
            return ExactEngine.open(threads);
        }
    }

    @Nested
    final class Index extends IndexContract {
        @Override
        protected Engine open(int threads) {
            return ExactEngine.open(threads);
        }
    }

    @Nested
    final class Region extends RegionContract {
        @Override
        protected Engine open(int threads) {
            return ExactEngine.open(threads);
        }
    }

    @Nested
    final class Profile extends ProfileContract {
        @Override
        protected Engine open(int threads) {
            return ExactEngine.open(threads);
        }
    }

    @Nested
    final class LongSums extends LongSumsContract {
        @Override
        protected Engine open(int threads) {
            return ExactEngine.open(threads);
        }
    }
}
