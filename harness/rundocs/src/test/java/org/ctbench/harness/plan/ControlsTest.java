package org.ctbench.harness.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;

/** Negative controls in plans. */
class ControlsTest {
    private static final String TINY = "src/test/resources/plans/tiny.yaml";

    private static PlanFile plan(String... models) throws IOException {
        return Plans.read(TINY, List.of("models=[" + String.join(", ", models) + "]"));
    }

    @Test
    void aControlTakesOverWhatItsModelIs() throws IOException {
        Plan plan = Plans.read(
                        TINY,
                        List.of(
                                "models=[{id: small, model: affinity, options: {affinities: 8}, protocol: {epochs: 1}}, {id:"
                                        + " small-border, control: border, of: small}]",
                                "segmentation={train: phantom-lesion/train, test: phantom-lesion/test}"))
                .plan();

        ModelItem model = plan.models().get(0);
        ModelItem control = plan.models().get(1);
        assertEquals(Optional.of(new Control(Alteration.BORDER, "small")), control.control());
        assertEquals("affinity", control.model());
        assertEquals(model.options(), control.options());
        assertEquals(model.protocol(), control.protocol());
        assertEquals(Optional.empty(), model.control());
    }

    @Test
    void theControlOfAModelThatStartsFromAnotherStartsFromTheControlOfThat() throws IOException {
        Plan plan = plan(
                        "resnet18",
                        "{id: again, model: resnet18, startFrom: resnet18}",
                        "{id: resnet18-labels, control: labels-permuted, of: resnet18}",
                        "{id: again-labels, control: labels-permuted, of: again}")
                .plan();

        assertEquals(Optional.of("resnet18-labels"), plan.models().get(3).startFrom());
    }

    @Test
    void labelsOfAModelThatLearnsNoneAreNotPermuted() throws IOException {
        String detector = "{id: detector, model: maskrcnn, options: {features: 8, hidden: 8, maskWidth: 8}}";
        List<String> segmentation = List.of("segmentation={train: phantom-lesion/train, test: phantom-lesion/test}");
        String affinity =
                "{id: small, model: affinity, options: {affinities: 8, features: 8, hidden: 8}, startFrom: detector}";
        String control = "{id: labels, control: labels-permuted, of: ";

        Plan plan = Plans.read(
                        TINY, both("models=[" + detector + ", " + affinity + ", " + control + "small}]", segmentation))
                .plan();
        var e = assertThrows(
                UserException.class,
                () -> Plans.read(TINY, both("models=[" + detector + ", " + control + "detector}]", segmentation)));

        assertEquals(Optional.of("detector"), plan.models().get(2).startFrom());
        assertEquals("models[1].control: 'detector' learns no labels", e.problem());
        assertEquals("choose another control, such as border", e.fix());
    }

    private static List<String> both(String models, List<String> others) {
        return Stream.concat(Stream.of(models), others.stream()).toList();
    }

    @Test
    void eachSeedHasAControlOfItsOwn() throws IOException {
        Plan plan = Plans.read(
                        TINY,
                        List.of(
                                "models=[resnet18, {id: resnet18-shrunk, control: shrunk, of: resnet18}]",
                                "seeds=[1, 2]"))
                .plan();

        assertEquals(
                List.of("resnet18-seed1", "resnet18-seed2"),
                plan.grid().stream()
                        .flatMap(item -> item.control().stream())
                        .map(Control::of)
                        .toList());
    }

    @Test
    void aWrittenPlanIsReadBackAsItWas() throws IOException {
        Plan plan = plan("resnet18", "{id: histogram, control: histogram, of: resnet18, title: Grey values}")
                .plan();

        String written = Documents.toYaml(plan);

        assertTrue(written.contains("control: histogram") && written.contains("of: resnet18"), written);
        assertEquals(plan, PlanFile.of(Document.yaml(written, "plan.yaml")).plan());
    }

    @Test
    void whatIsAlteredIsPartOfThePlansDigest() throws IOException {
        Plan border =
                plan("resnet18", "{id: control, control: border, of: resnet18}").plan();
        Plan shrunk =
                plan("resnet18", "{id: control, control: shrunk, of: resnet18}").plan();

        assertNotEquals(border.digest(), shrunk.digest());
    }
}
