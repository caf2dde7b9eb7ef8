package org.ctbench.models.tensor;

/** Operations of detection networks on regions of feature maps. */
public interface RegionOps {
    /**
     * RoIAlign (He et al., ICCV 2017, section 3), in torchvision's arithmetic: box coordinates times the scale, height and
     * width at least 1 cell unless aligned, samples at {@code (i + 0.5) / samples} of each bin, bilinear; a sample outside
     * {@code [-1, size]} counts 0, coordinates are clamped into the map; mean over the samples of a bin. A box that is not finite gives NaN.
     *
     * @param features {@code [N, C, H, W]}
     * @param regions K boxes and the images they belong to; no gradient flows to them
     * @param options grid and scale
     * @return {@code [K, C, size, size]}
     * @throws IllegalArgumentException if there is no region or one names an image outside {@code [0, N)}
     */
    Tensor roiAlign(Tensor features, Regions regions, RoiAlign options);

    /**
     * Boxes on images of a batch.
     *
     * @param images index of the image of each box; not copied
     * @param boxes x1, y1, x2, y2 of each box in pixels of the image that the features were computed from; not copied
     */
    record Regions(int[] images, float[] boxes) {
        public Regions {
            if (boxes.length != 4 * images.length) {
                throw new IllegalArgumentException(
                        boxes.length + " coordinates for " + images.length + " boxes, expected " + 4 * images.length);
            }
        }

        /** Boxes that all lie on image 0. */
        public static Regions ofOneImage(float... boxes) {
            return new Regions(new int[boxes.length / 4], boxes);
        }

        /** Number of boxes. */
        public int count() {
            return images.length;
        }
    }

    /**
     * Grid of {@link #roiAlign}.
     *
     * @param size bins in each direction, at least 1
     * @param scale cells of the map per pixel of the image: 1/16 for features of stride 16
     * @param sampling samples per bin in each direction; 0 or less takes ceil(box size in cells / size), as torchvision
     * @param aligned whether coordinates are shifted by half a cell
     */
    record RoiAlign(int size, float scale, int sampling, boolean aligned) {
        public RoiAlign {
            if (size < 1 || !(scale > 0)) {
                throw new IllegalArgumentException("RoIAlign: size " + size + ", scale " + scale);
            }
        }
    }
}
