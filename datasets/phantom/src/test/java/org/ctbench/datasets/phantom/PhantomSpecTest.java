package org.ctbench.datasets.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;

class PhantomSpecTest {
    @Test
    void aKeyThatIsLeftOutHasTheStandardValue() {
        PhantomSpec spec = Documents.parseYaml("seed: 7\ncovidx: {test: 20}\n", "plan.yaml", PhantomSpec.class);

        assertEquals(7, spec.seed());
        assertEquals(128, spec.imageSize());
        assertEquals(new PhantomSpec.Covidx(150, 450, 90, 20), spec.covidx());
        assertEquals(PhantomSpec.standard().lesion(), spec.lesion());
        assertEquals(PhantomSpec.standard().ictcf(), spec.ictcf());
    }

    @Test
    void anEmptyGroupIsTheStandardSpec() {
        assertEquals(PhantomSpec.standard(), Documents.parseYaml("{}", "plan.yaml", PhantomSpec.class));
    }

    @Test
    void writesAndReadsItself() {
        PhantomSpec spec = PhantomSpec.standard().withSeed(5).withImageSize(96);

        assertEquals(spec, Documents.parseYaml(Documents.toYaml(spec), "plan.yaml", PhantomSpec.class));
    }

    @Test
    void refusesASizeThatIsTooSmall() {
        var e = assertThrows(
                UserException.class, () -> Documents.parseYaml("imageSize: 16", "plan.yaml", PhantomSpec.class));

        assertEquals("imageSize: 16 is not between 64 and 1024", e.problem());
        assertEquals("plan.yaml:1", e.where());
    }

    @Test
    void refusesAnUnknownKeyAndNamesTheNearest() {
        var e = assertThrows(
                UserException.class, () -> Documents.parseYaml("imagesize: 64", "plan.yaml", PhantomSpec.class));

        assertEquals("unknown key 'imagesize'", e.problem());
        assertEquals("did you mean 'imageSize'?", e.fix());
    }
}
