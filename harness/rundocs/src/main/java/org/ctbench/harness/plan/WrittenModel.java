package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The group of keys of a {@link ModelItem} as documents have it, in the order in which it is written. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record WrittenModel(
        String id,
        Optional<String> model,
        Optional<String> title,
        Optional<Alteration> control,
        Optional<String> of,
        Optional<JsonNode> options,
        Optional<String> startFrom,
        Optional<StartFile> start,
        Optional<Protocol> protocol,
        Optional<Map<String, PredictionSource>> predictions,
        Optional<PinnedFile> onnx,
        Optional<PinnedFile> dl4j,
        Optional<PinnedFile> card,
        Optional<ForeignProgram> program) {
    WrittenModel {
        Objects.requireNonNull(id, "id");
        options = options.filter(JsonNode::isObject); // Jackson takes an absent tree for a null one
    }

    static WrittenModel trained(ModelItem item, Optional<JsonNode> options) {
        return new WrittenModel(
                item.id(),
                Optional.of(item.model()),
                item.title(),
                item.control().map(Control::alteration),
                item.control().map(Control::of),
                options,
                item.startFrom(),
                item.start(),
                item.protocol(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static WrittenModel scored(String id, Optional<String> title, ForeignModel foreign) {
        Optional<ForeignNetwork> network = foreign instanceof ForeignNetwork one ? Optional.of(one) : Optional.empty();
        return new WrittenModel(
                id,
                Optional.empty(),
                title,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                foreign instanceof ForeignPredictions read ? Optional.of(read.bySplit()) : Optional.empty(),
                network.filter(one -> one.format().equals("onnx")).map(ForeignNetwork::file),
                network.filter(one -> one.format().equals("dl4j")).map(ForeignNetwork::file),
                network.map(ForeignNetwork::card),
                foreign instanceof ForeignProgram program ? Optional.of(program) : Optional.empty());
    }

    /** Where the predictions of a model come from that ctbench does not train. */
    Optional<ForeignModel> foreign() {
        if (predictions.isPresent()) {
            return Optional.of(new ForeignPredictions(predictions.get()));
        }
        if (onnx.isPresent()) {
            return Optional.of(new ForeignNetwork("onnx", onnx.get(), card.orElse(null)));
        }
        if (dl4j.isPresent()) {
            return Optional.of(new ForeignNetwork("dl4j", dl4j.get(), card.orElse(null)));
        }
        return program.map(ForeignModel.class::cast);
    }

    /** Of which model it is a negative control, and of what kind. */
    Optional<Control> controls() {
        return control.map(alteration -> new Control(alteration, of.orElse(null)));
    }

    /** Id of the model: that of the item unless another one is written. */
    String modelId() {
        return model.orElse(id);
    }
}
