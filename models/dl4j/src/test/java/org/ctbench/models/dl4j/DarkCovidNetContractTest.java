package org.ctbench.models.dl4j;

import org.ctbench.models.classifiers.ClassifierContract;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class DarkCovidNetContractTest extends ClassifierContract {
    @Override
    protected ClassifierProvider provider() {
        return new DarkCovidNetProvider();
    }

    @Override
    protected int side() {
        return 32;
    }
}
