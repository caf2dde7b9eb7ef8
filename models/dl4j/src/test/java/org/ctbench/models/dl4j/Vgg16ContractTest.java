package org.ctbench.models.dl4j;

import org.ctbench.models.classifiers.ClassifierContract;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.junit.jupiter.api.Tag;

/** The network with a sixteenth of its channels, dropout included. */
@Tag("slow")
class Vgg16ContractTest extends ClassifierContract {
    @Override
    protected ClassifierProvider provider() {
        return new Vgg16Provider(4);
    }
}
