package org.ctbench.harness.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Optional;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelProvider;

/** Reads items of {@code models}: texts, and groups whose options are of the class that the model asks for. */
final class ModelItemReader extends StdDeserializer<ModelItem> {
    private static final long serialVersionUID = 1L;

    ModelItemReader() {
        super(ModelItem.class);
    }

    @Override
    public ModelItem deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode node = context.readTree(parser);
        if (node.isTextual()) {
            return node.asText().isEmpty() ? null : ModelItem.of(node.asText());
        }
        WrittenModel written = context.readTreeAsValue(node, WrittenModel.class);
        if (written.foreign().isPresent()) {
            return ModelItem.scored(
                    written.id(), written.title(), written.foreign().get());
        }
        ModelProvider model = Models.get(written.modelId());
        return new ModelItem(
                written.id(),
                model.id(),
                written.title(),
                options(written, model, context),
                written.startFrom(),
                written.start(),
                written.protocol(),
                written.controls(),
                Optional.empty());
    }

    private static ModelOptions options(WrittenModel written, ModelProvider model, DeserializationContext context)
            throws IOException {
        if (written.options().isEmpty()) {
            return model.options();
        }
        try {
            return context.readTreeAsValue(written.options().get(), Models.optionsOf(model));
        } catch (JsonMappingException e) {
            throw JsonMappingException.wrapWithPath(e, ModelItem.class, "options");
        }
    }
}
