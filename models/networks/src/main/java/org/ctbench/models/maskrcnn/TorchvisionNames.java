package org.ctbench.models.maskrcnn;

/** Names of parameters that torchvision has changed since version 0.3. */
public final class TorchvisionNames {
    private TorchvisionNames() {}

    /**
     * The name in version 0.3 and in the authors' published weights. From version 0.13 on, convolutions of the feature pyramid
     * and of the region proposal network stand in containers: {@code inner_blocks.0.0}, {@code conv.0.0}.
     */
    public static String published(String name) {
        return name.replaceFirst("^(backbone\\.fpn\\.(?:inner|layer)_blocks\\.0)\\.0\\.", "$1.")
                .replaceFirst("^rpn\\.head\\.conv\\.0\\.0\\.", "rpn.head.conv.");
    }
}
