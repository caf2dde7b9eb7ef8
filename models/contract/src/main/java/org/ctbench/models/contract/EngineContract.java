package org.ctbench.models.contract;

import org.ctbench.models.tensor.Engine;

/** What every engine's tests extend. */
public abstract class EngineContract {
    /** The engine under test. */
    protected abstract Engine open(int threads);
}
