package org.ctbench.models.lineage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.RegionClassifier;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.maskrcnn.TorchvisionNames;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.weights.WeightFile;

/** What the models of the lineage share as classifiers: a batch is classified image by image. */
abstract sealed class BoxListClassifier<N extends BoxListNetwork> extends RegionClassifier<N>
        permits SingleShotClassifier, MaskNetClassifier {
    BoxListClassifier(N net, BoxListOptions options, ModelSpec spec) {
        super(net, spec, options.regions(), options.roiPad());
    }

    @Override
    public final int classes() {
        return network().head().classes();
    }

    @Override
    public final Tensor logits(Images images) {
        Tensor maps = network().backbone().forward(images.on(engine()));
        ImageSize size = new ImageSize(images.height(), images.width());
        List<Tensor> rows = new ArrayList<>(images.count());
        for (int i = 0; i < images.count(); i++) {
            Tensor map = images.count() == 1 ? maps : engine().rows(maps, i);
            Boxes chosen = regions(network().choose(map, size), size);
            rows.add(network().logits(map, chosen, padding(images.names().get(i))));
        }
        return rows.size() == 1 ? rows.get(0) : engine().concat(rows);
    }

    @Override
    public final void replaceHead(int classes, long newSeed) {
        network().head().replaceLogits(ModelSpec.requireClasses(classes), newSeed);
    }

    /** Takes those of other programs too, in the names of any torchvision. */
    @Override
    public final void load(WeightFile weights) throws IOException {
        TorchvisionNames.published(weights, SingleShotNetwork.UP).into(network());
    }
}
