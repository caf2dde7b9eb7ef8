package org.ctbench.models.nd4j;

import org.ctbench.models.contract.EngineContracts;
import org.ctbench.models.nd4j.EngineOptions.Kernels;
import org.ctbench.models.tensor.Engine;
import org.junit.jupiter.api.Tag;

/** ND4J with ND4J's own operations keeps the contract of all engines. */
@Tag("slow")
class PortableEngineTest extends EngineContracts {
    @Override
    protected Engine open(int threads) {
        return Nd4jEngine.open(new EngineOptions(threads, Kernels.PORTABLE));
    }
}
