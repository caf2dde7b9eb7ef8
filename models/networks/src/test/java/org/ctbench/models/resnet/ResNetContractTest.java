package org.ctbench.models.resnet;

import org.ctbench.models.classifiers.ClassifierContract;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class ResNetContractTest extends ClassifierContract {
    @Override
    protected ClassifierProvider provider() {
        return new ResNetProvider.ResNet18();
    }

    @Override
    protected int side() {
        return 32;
    }
}
