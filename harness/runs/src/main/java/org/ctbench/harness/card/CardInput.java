package org.ctbench.harness.card;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.preprocess.DatasetStatistics;
import org.ctbench.datasets.preprocess.Normalisation;
import org.ctbench.datasets.preprocess.Preprocessing;
import org.ctbench.datasets.preprocess.TensorFlowResize;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.InvalidValue;

/**
 * How a slice becomes the input of a network: cropped if the card says so, resized to a square, scaled to [0, 1], normalised,
 * and laid out.
 *
 * @param name name of the input in the network's file
 * @param crop to what a slice is cropped; empty for whole slices
 * @param size side of the square in pixels
 * @param resize whose bilinear filter resizes; Pillow's if it is not written
 * @param layout order of the axes
 * @param channels what the channels are
 * @param normalisation {@code per_image} or {@code imagenet}; empty where mean and std are given
 * @param mean subtracted from samples in [0, 1]: one number, or one per channel in red, green, blue
 * @param std then divides them: one number, or one per channel in red, green, blue
 */
public record CardInput(
        String name,
        Optional<Crop> crop,
        int size,
        Resize resize,
        Layout layout,
        Channels channels,
        Optional<Normalisation> normalisation,
        Optional<List<Double>> mean,
        Optional<List<Double>> std) {
    /** A part of a slice. */
    public enum Crop {
        /** The bounding box of the body that the list states. */
        @JsonProperty("box")
        BOX
    }

    /** Whose bilinear filter. */
    public enum Resize {
        /** Pillow's, on 8-bit samples. */
        @JsonProperty("pillow")
        PILLOW,
        /** That of TensorFlow 1, on float32 samples in [0, 1]. */
        @JsonProperty("tensorflow1")
        TENSORFLOW1
    }

    /** Order of the axes: batch, channel, row, column. */
    public enum Layout {
        @JsonProperty("nchw")
        NCHW,
        @JsonProperty("nhwc")
        NHWC
    }

    /** What the channels are. Grey slices have three equal ones. */
    public enum Channels {
        @JsonProperty("rgb")
        RGB(0, 1, 2),
        @JsonProperty("bgr")
        BGR(2, 1, 0),
        @JsonProperty("grey")
        GREY(0);

        private final int[] planes;

        Channels(int... planes) {
            this.planes = planes;
        }
    }

    private static final int RGB_CHANNELS = 3;

    public CardInput {
        Checks.text("name", name);
        Checks.atLeast("size", 1, size);
        if (size > Preprocessing.LARGEST_SIZE) {
            throw new InvalidValue("size", size + " is too large", "write up to " + Preprocessing.LARGEST_SIZE);
        }
        resize = resize == null ? Resize.PILLOW : resize;
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(channels, "channels");
        if (normalisation.isPresent() == mean.isPresent() || mean.isPresent() != std.isPresent()) {
            throw new InvalidValue(
                    "normalisation",
                    "write either a normalisation, or mean and std",
                    "normalisation: imagenet, say, or mean: [0.5] and std: [0.5]");
        }
        if (normalisation.filter(Normalisation::usesTrainingSplit).isPresent()) {
            throw new InvalidValue(
                    "normalisation",
                    "the statistics of the training split belong to the network and are not known here",
                    "write them as mean and std");
        }
        if (resize != Resize.PILLOW && normalisation.equals(Optional.of(Normalisation.PER_IMAGE))) {
            throw new InvalidValue(
                    "normalisation",
                    "the statistics of an image are those of 8-bit samples, as Pillow's resize gives them",
                    "write resize: pillow, another normalisation, or mean and std");
        }
        mean.ifPresent(values -> requireChannels("mean", values));
        std.ifPresent(values -> {
            requireChannels("std", values);
            values.forEach(value -> Checks.positive("std", value));
        });
    }

    private static void requireChannels(String key, List<Double> values) {
        if (values.size() != 1 && values.size() != RGB_CHANNELS) {
            throw new InvalidValue(
                    key, values.size() + " values", "write one value, or one each for red, green and blue");
        }
    }

    /** Shape of the input for one image, {@code [1, C, size, size]} or {@code [1, size, size, C]}. */
    public long[] shape() {
        int count = channels.planes.length;
        return layout == Layout.NCHW ? new long[] {1, count, size, size} : new long[] {1, size, size, count};
    }

    /** The input for one slice, row-major in the shape of {@link #shape}. */
    float[] of(CtImage image) {
        float[] planes = planes(channels == Channels.GREY ? grey(image) : image);
        int area = size * size;
        int count = channels.planes.length;
        float[] input = new float[count * area];
        for (int c = 0; c < count; c++) {
            int from = channels.planes[c] * area;
            for (int i = 0; i < area; i++) {
                input[layout == Layout.NCHW ? c * area + i : i * count + c] = planes[from + i];
            }
        }
        return input;
    }

    /** Normalised, {@code [3, size, size]} in red, green, blue. */
    private float[] planes(CtImage image) {
        if (resize == Resize.TENSORFLOW1) {
            float[] planes = TensorFlowResize.planes(image, size);
            DatasetStatistics fixed = normalisation.isPresent() ? DatasetStatistics.IMAGENET : statistics();
            for (int i = 0; i < planes.length; i++) {
                int c = i / (size * size);
                planes[i] =
                        (float) ((planes[i] - fixed.mean().get(c)) / fixed.std().get(c));
            }
            return planes;
        }
        Preprocessing preprocessing = normalisation
                .map(norm -> Preprocessing.of(size, norm))
                .orElseGet(() -> Preprocessing.of(size, Normalisation.DATASET).with(statistics()));
        float[] planes = new float[preprocessing.length()];
        preprocessing.normalise(preprocessing.resized(image), planes, 0);
        return planes;
    }

    private DatasetStatistics statistics() {
        return new DatasetStatistics(forEachChannel(mean.get()), forEachChannel(std.get()));
    }

    private static List<Double> forEachChannel(List<Double> values) {
        return values.size() == 1 ? Collections.nCopies(RGB_CHANNELS, values.get(0)) : values;
    }

    /** A slice with one channel, of the luma of ITU-R 601-2 as Pillow computes it. */
    private static CtImage grey(CtImage image) {
        if (image.channels() == 1) {
            return image;
        }
        byte[] rgb = image.pixels();
        byte[] grey = new byte[rgb.length / RGB_CHANNELS];
        for (int i = 0, at = 0; i < grey.length; i++, at += RGB_CHANNELS) {
            int luma = (rgb[at] & 0xff) * 19595 + (rgb[at + 1] & 0xff) * 38470 + (rgb[at + 2] & 0xff) * 7471;
            grey[i] = (byte) ((luma + 0x8000) >> 16);
        }
        return CtImage.grey(image.width(), image.height(), grey);
    }

    /** This input with another resize. */
    CardInput with(Resize other) {
        return new CardInput(name, crop, size, other, layout, channels, normalisation, mean, std);
    }

    /** This input with another normalisation. */
    CardInput with(Normalisation other) {
        return with(Optional.of(other), Optional.empty(), Optional.empty());
    }

    /** This input with one other mean and standard deviation. */
    CardInput with(double otherMean, double otherStd) {
        return with(Optional.empty(), Optional.of(List.of(otherMean)), Optional.of(List.of(otherStd)));
    }

    private CardInput with(
            Optional<Normalisation> otherNormalisation,
            Optional<List<Double>> otherMean,
            Optional<List<Double>> otherStd) {
        return new CardInput(name, crop, size, resize, layout, channels, otherNormalisation, otherMean, otherStd);
    }
}
