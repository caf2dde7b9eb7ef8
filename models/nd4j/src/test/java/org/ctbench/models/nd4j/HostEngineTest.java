package org.ctbench.models.nd4j;

import org.ctbench.models.contract.EngineContracts;
import org.ctbench.models.nd4j.EngineOptions.Kernels;
import org.ctbench.models.tensor.Engine;

/** ND4J with loops over host memory keeps the contract of all engines. */
class HostEngineTest extends EngineContracts {
    @Override
    protected Engine open(int threads) {
        return Nd4jEngine.open(new EngineOptions(threads, Kernels.HOST));
    }
}
