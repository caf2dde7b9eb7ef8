package org.ctbench.models.tape;

import java.util.List;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Shapes;
import org.ctbench.models.memory.Workers;
import org.ctbench.models.tensor.RegionOps;
import org.ctbench.models.tensor.Tensor;

/** The operations of {@link org.ctbench.models.tensor.RegionOps}. */
final class RegionOperations implements RegionOps {
    private final Graph graph;
    private final RegionLoops loops;

    RegionOperations(Graph graph, Workers workers) {
        this.graph = graph;
        this.loops = new RegionLoops(workers);
    }

    @Override
    public Tensor roiAlign(Tensor tensor, Regions regions, RoiAlign options) {
        TapeTensor features = graph.own(tensor);
        Shapes.rank("roiAlign", features.sizes(), 4);
        check(features, regions);
        RegionLoops.Maps maps = RegionLoops.Maps.of(features.sizes());
        List<RegionLoops.Grid> grids = RegionLoops.grids(maps, regions, options);
        TapeTensor out = graph.create(regions.count(), maps.channels(), options.size(), options.size());
        loops.pool(features.block(), maps, grids, out.block());
        return graph.record(out, new Node.Recorded(List.of(features), (gradient, gradients) -> {
            Block gx = gradients.fresh(features.numel());
            loops.spread(gradient, maps, grids, gx);
            gradients.give(features, gx);
        }));
    }

    private static void check(TapeTensor features, Regions regions) {
        int images = features.sizes()[0];
        if (regions.count() == 0) {
            throw new IllegalArgumentException(
                    "roiAlign: no region on features " + Shapes.text(features.sizes()) + ", expected at least one");
        }
        for (int image : regions.images()) {
            if (image < 0 || image >= images) {
                throw new IllegalArgumentException("roiAlign: a region names image " + image + ", features "
                        + Shapes.text(features.sizes()) + " have images 0 to " + (images - 1));
            }
        }
    }
}
