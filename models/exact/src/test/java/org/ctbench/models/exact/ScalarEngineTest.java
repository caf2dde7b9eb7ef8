package org.ctbench.models.exact;

import org.ctbench.models.contract.EngineContracts;
import org.ctbench.models.contract.WarmStepContract;
import org.ctbench.models.tensor.Engine;
import org.junit.jupiter.api.Nested;

/** The engine without vectors keeps the contract, too. */
class ScalarEngineTest extends EngineContracts {
    @Override
    protected Engine open(int threads) {
        return ExactEngine.openScalar(threads);
    }

    @Nested
    final class WarmStep extends WarmStepContract {
        @Override
        protected Engine open(int threads) {
            return ScalarEngineTest.this.open(threads);
        }
    }
}
