package org.ctbench.harness.run.data;

import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.plan.Alteration;
import org.ctbench.harness.plan.Control;
import org.ctbench.harness.plan.ImageOptions;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Protocol;

/**
 * What a model sees of images.
 *
 * @param options size and normalisation
 * @param alteration what is taken away, of a negative control
 */
public record ImageView(ImageOptions options, Optional<Alteration> alteration) {
    public ImageView {
        Objects.requireNonNull(options, "options");
        alteration = alteration.filter(Alteration::ofImages); // with other labels images are the same
    }

    /** What a model of a plan sees. */
    public static ImageView of(ModelItem item, Protocol protocol) {
        return new ImageView(protocol.image(), item.control().map(Control::alteration));
    }

    /** Whole images. */
    public static ImageView of(ImageOptions options) {
        return new ImageView(options, Optional.empty());
    }
}
