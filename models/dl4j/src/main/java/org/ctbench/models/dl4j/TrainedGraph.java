package org.ctbench.models.dl4j;

import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.FwdPassType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A graph whose loss is computed elsewhere. DL4J's own way to such losses, {@code feedForward} and {@code backpropGradient}, fails
 * with batch normalisation, whose statistics are gone by then; so both run inside of one workspace, as in a training by DL4J.
 */
final class TrainedGraph extends ComputationGraph {
    private static final long serialVersionUID = 1L;

    TrainedGraph(ComputationGraphConfiguration configuration) {
        super(configuration);
    }

    /**
     * Gradients of all parameters, valid until the next call.
     *
     * @param loss makes of the logits the gradient of the loss by them
     */
    @SuppressWarnings("try") // the workspace is opened for its end
    Gradient gradients(INDArray input, UnaryOperator<INDArray> loss) {
        LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.builder()
                .with(ArrayType.ACTIVATIONS, WS_ALL_LAYERS_ACT, WS_ALL_LAYERS_ACT_CONFIG)
                .build();
        String output = getConfiguration().getNetworkOutputs().get(0);
        try (MemoryWorkspace activations = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
            INDArray logits = ffToLayerActivationsInWS(
                            true, -1, null, FwdPassType.STANDARD, false, new INDArray[] {input}, null, null, false)
                    .get(output);
            calcBackpropGradients(true, false, loss.apply(logits));
        }
        return gradient;
    }
}
