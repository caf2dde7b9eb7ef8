package __package__;

import org.ctbench.models.classifiers.ClassifierContract;
import org.ctbench.models.classifiers.ClassifierProvider;

/** What the protocol expects of a classifier. */
class __Name__Test extends ClassifierContract {
    @Override
    protected ClassifierProvider provider() {
        return new __Name__Provider();
    }
}
