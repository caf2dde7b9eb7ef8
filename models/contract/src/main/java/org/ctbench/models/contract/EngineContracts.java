package org.ctbench.models.contract;

import org.ctbench.models.tensor.Engine;
import org.junit.jupiter.api.Nested;

/** All that every engine must do; the tests of an engine extend this. */
public abstract class EngineContracts extends EngineContract {
    @Nested
    final class Tensor extends TensorContract {
        @Override
        protected Engine open(int threads) {
            return EngineContracts.this.open(threads);
        }
    }

    @Nested
    final class Gradient extends GradientContract {
        @Override
        protected Engine open(int threads) {
            return EngineContracts.this.open(threads);
        }
    }

    @Nested
    final class Operations extends OperationsContract {
        @Override
        protected Engine open(int threads) {
            return EngineContracts.this.open(threads);
        }
    }

    @Nested
    final class Network extends NetworkContract {
        @Override
        protected Engine open(int threads) {
            return EngineContracts.this.open(threads);
        }
    }

    @Nested
    final class Index extends IndexContract {
        @Override
        protected Engine open(int threads) {
            return EngineContracts.this.open(threads);
        }
    }

    @Nested
    final class Region extends RegionContract {
        @Override
        protected Engine open(int threads) {
            return EngineContracts.this.open(threads);
        }
    }

    @Nested
    final class Profile extends ProfileContract {
        @Override
        protected Engine open(int threads) {
            return EngineContracts.this.open(threads);
        }
    }
}
