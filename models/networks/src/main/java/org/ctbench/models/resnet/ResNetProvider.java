package org.ctbench.models.resnet;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.WeightFit;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.models.weights.WeightMatch;

/** Makes residual networks of one depth. */
public abstract sealed class ResNetProvider implements ClassifierProvider {
    private final Depth depth;

    private ResNetProvider(Depth depth) {
        this.depth = depth;
    }

    @Override
    public final String id() {
        return depth.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public final String summary() {
        return "ResNet" + depth.name().substring("RESNET".length())
                + " as in torchvision, trained from random weights on whole images";
    }

    @Override
    public final Class<ResNetClassifier> modelClass() {
        return ResNetClassifier.class;
    }

    @Override
    public final ImageClassifier create(ModelSpec spec) {
        return new ResNetClassifier(depth, spec);
    }

    @Override
    public final ModelDescription describe(ModelForm form, ModelOptions options) {
        return ModelDescription.of(this, form, ResNet.blueprint(depth, form.classes()));
    }

    @Override
    public final Optional<WeightFit> fit(WeightFile weights, ModelOptions otherwise) {
        int classes = Math.max(2, weights.size("fc.weight", 0, 2));
        WeightMatch match = WeightMatch.of(weights, ResNet.blueprint(depth, classes));
        return Optional.of(new WeightFit(id(), classes, otherwise, weights, Map.of(), match));
    }

    /** The network of 18 layers. */
    public static final class ResNet18 extends ResNetProvider {
        /** For ServiceLoader. */
        public ResNet18() {
            super(Depth.RESNET18);
        }
    }

    /** The network of 34 layers. */
    public static final class ResNet34 extends ResNetProvider {
        /** For ServiceLoader. */
        public ResNet34() {
            super(Depth.RESNET34);
        }
    }

    /** The network of 50 layers. */
    public static final class ResNet50 extends ResNetProvider {
        /** For ServiceLoader. */
        public ResNet50() {
            super(Depth.RESNET50);
        }
    }
}
