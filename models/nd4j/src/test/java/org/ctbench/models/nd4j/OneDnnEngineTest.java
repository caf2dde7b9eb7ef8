package org.ctbench.models.nd4j;

import org.ctbench.models.contract.EngineContracts;
import org.ctbench.models.nd4j.EngineOptions.Kernels;
import org.ctbench.models.tensor.Engine;

/** ND4J with convolutions by oneDNN keeps the contract of all engines. */
class OneDnnEngineTest extends EngineContracts {
    @Override
    protected Engine open(int threads) {
        return Nd4jEngine.open(new EngineOptions(threads, Kernels.ONEDNN));
    }
}
