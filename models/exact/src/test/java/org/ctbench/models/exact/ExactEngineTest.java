package org.ctbench.models.exact;

import org.ctbench.models.contract.EngineContracts;
import org.ctbench.models.contract.LongSumsContract;
import org.ctbench.models.tensor.Engine;
import org.junit.jupiter.api.Nested;

/** The engine keeps the contract of all engines. */
class ExactEngineTest extends EngineContracts {
    @Override
    protected Engine open(int threads) {
        return ExactEngine.open(threads);
    }

    @Nested
    final class LongSums extends LongSumsContract {
        @Override
        protected Engine open(int threads) {
            return ExactEngineTest.this.open(threads);
        }
    }
}
