package org.ctbench.models.lineage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.detection.RoiPadding;
import org.ctbench.models.layers.Module;
import org.ctbench.models.maskrcnn.DetectorOptions;
import org.ctbench.models.maskrcnn.DetectorOptions.Sampling;
import org.ctbench.models.maskrcnn.Extent;
import org.ctbench.models.maskrcnn.FpnInit;
import org.ctbench.models.maskrcnn.MaskRcnnOptions;
import org.ctbench.models.maskrcnn.MaskRcnnProvider;
import org.ctbench.models.reference.Drawn;
import org.ctbench.models.reference.SmallImages;
import org.ctbench.models.resnet.Depth;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.twostage.CopyRule;
import org.ctbench.models.weights.WeightFile;

/** Models of the lineage that are small enough to train in a test, and images for them. */
final class SmallLineage {
    private static final int WIDTH = 8;

    private SmallLineage() {}

    private static DetectorOptions detector(int proposals) {
        DetectorOptions standard = DetectorOptions.singleShot();
        return new DetectorOptions(
                standard.anchorSizes(),
                standard.anchorRatios(),
                40,
                proposals,
                0.75f,
                new Sampling(0.7f, 0.3f, 48, 0.5),
                new Sampling(0.5f, 0.5f, 16, 0.25),
                0.5f,
                5);
    }

    /** With six places for regions of as many proposals. */
    static SingleShotClassifier singleShot(Engine engine, CopyRule copy, RoiPadding padding, int proposals) {
        SingleShotOptions options = new SingleShotOptions(
                Depth.RESNET18,
                WIDTH,
                WIDTH,
                WIDTH,
                6,
                0.75f,
                padding,
                12,
                copy,
                FpnInit.TORCH_DEFAULT,
                detector(proposals));
        SingleShotClassifier model = new SingleShotClassifier(
                options, new ModelSpec(new ModelForm(3, SmallImages.SIDE, SmallImages.SIDE), 1, engine, options));
        Drawn.fillDetector(model.module());
        return model;
    }

    static SingleShotClassifier singleShot(Engine engine, CopyRule copy) {
        return singleShot(engine, copy, RoiPadding.RANDOM_SEEDED, 20);
    }

    static MaskNetClassifier maskNet(Engine engine) {
        MaskNetOptions options = new MaskNetOptions(
                Depth.RESNET18,
                WIDTH,
                WIDTH,
                6,
                0.75f,
                RoiPadding.RANDOM_SEEDED,
                12,
                BatchNormTraining.RELEASED,
                FpnInit.TORCH_DEFAULT,
                detector(20));
        MaskNetClassifier model = new MaskNetClassifier(
                options, new ModelSpec(new ModelForm(3, SmallImages.SIDE, SmallImages.SIDE), 1, engine, options));
        Drawn.fillDetector(model.module());
        return model;
    }

    /** A detector with feature pyramids of some width, as {@link MaskRcnnProvider} makes it. */
    static SegmentationModel maskRcnn(Engine engine, int features) {
        MaskRcnnOptions options = new MaskRcnnOptions(
                Depth.RESNET18, features, WIDTH, WIDTH, Extent.FULL, FpnInit.TORCH_DEFAULT, detector(20));
        return new MaskRcnnProvider()
                .create(new ModelSpec(new ModelForm(3, SmallImages.SIDE, SmallImages.SIDE), 5, engine, options));
    }

    static WeightFile written(Module net) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WeightFile.write(net, Map.of(), bytes);
        return WeightFile.read(new ByteArrayInputStream(bytes.toByteArray()));
    }

    /** Values of every parameter and buffer. */
    static Map<String, float[]> values(Module net) {
        Map<String, float[]> values = new LinkedHashMap<>();
        net.parameters().forEach((name, p) -> values.put(name, p.variable().toArray()));
        net.buffers().forEach((name, b) -> values.put(name, b.variable().toArray()));
        return values;
    }
}
