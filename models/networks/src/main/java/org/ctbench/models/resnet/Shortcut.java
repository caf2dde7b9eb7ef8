package org.ctbench.models.resnet;

import java.util.Optional;
import org.ctbench.models.layers.BatchNorm2d;
import org.ctbench.models.layers.Conv2d;
import org.ctbench.models.layers.Sequential;
import org.ctbench.models.layers.Window;

/** Projection beside a block that changes the shape (option B of He et al., section 3.3). */
final class Shortcut {
    private Shortcut() {}

    /** 1x1 convolution and normalisation, or empty where the input can be added as it is. */
    static Optional<Sequential> of(int in, int out, int stride) {
        if (in == out && stride == 1) {
            return Optional.empty();
        }
        return Optional.of(new Sequential()
                .then(Conv2d.withoutBias(in, out, new Window(1, stride, 0)))
                .then(new BatchNorm2d(out)));
    }
}
