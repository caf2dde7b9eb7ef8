package org.ctbench.models.resnet;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;

/** The residual networks of He et al., CVPR 2016, table 1, that ctbench builds. */
public enum Depth {
    @JsonProperty("resnet18")
    RESNET18(false, List.of(2, 2, 2, 2)),
    @JsonProperty("resnet34")
    RESNET34(false, List.of(3, 4, 6, 3)),
    @JsonProperty("resnet50")
    RESNET50(true, List.of(3, 4, 6, 3));

    private final boolean bottleneck;
    private final List<Integer> blocks;

    Depth(boolean bottleneck, List<Integer> blocks) {
        this.bottleneck = bottleneck;
        this.blocks = blocks;
    }

    /**
     * The depth that the names of a state dict show.
     *
     * @param prefix what stands before {@code layer1}
     */
    public static Depth of(Set<String> names, String prefix) {
        if (names.contains(prefix + "layer1.0.conv3.weight")) {
            return RESNET50;
        }
        return names.contains(prefix + "layer3.5.conv1.weight") ? RESNET34 : RESNET18;
    }

    /** Whether blocks are bottlenecks (1x1, 3x3, 1x1) and not basic (3x3, 3x3). */
    boolean bottleneck() {
        return bottleneck;
    }

    /** Number of blocks in each of the four stages. */
    List<Integer> blocks() {
        return blocks;
    }

    /** Channels after a stage, from 1 to 4. */
    public int channels(int stage) {
        int width = ResNetBody.WIDTH << (stage - 1);
        return bottleneck ? Bottleneck.EXPANSION * width : width;
    }
}
