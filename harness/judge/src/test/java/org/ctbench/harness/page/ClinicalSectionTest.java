package org.ctbench.harness.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.papers.PaperFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of a set of 90 patients in three classes, and of one whose patients are unknown. */
class ClinicalSectionTest {
    @TempDir
    Path temp;

    @Test
    void saysWhatAClinicianAsksOfEachSet() throws IOException {
        Map<String, byte[]> files = report(new FinishedRun(temp.resolve("run")).right("resnet18", 0.9));

        String page = text(files, "report.md");
        assertTrue(page.contains("## Clinical use"), page);
        assertTrue(page.contains("The class of interest is NCP."), page);
        assertEquals(4, lines(files, "discrimination-test").size() - 1); // three classes and the mean
        assertTrue(lines(files, "discrimination-test").get(1).matches("resnet18,NCP,0\\.9\\d\\d,0\\.\\d+,.*"));
        assertTrue(
                lines(files, "calibration-test").get(4).startsWith("resnet18,all,undefined: it is about one class,"));
        assertEquals(5, lines(files, "predictive-test").size() - 1);
        assertEquals(5, lines(files, "patients-test").size() - 1);
        assertEquals(3, lines(files, "subgroups-test").size() - 1);
        for (String figure : List.of(
                "ppv-test", "npv-test", "benefit-test", "decision-5-test", "decision-20-test", "reliability-test")) {
            assertTrue(files.containsKey("figures/" + figure + ".svg"), figure);
        }
    }

    @Test
    void whereThePatientsAreUnknownThereIsNoIntervalAndNoTableByPatient() throws IOException {
        Map<String, byte[]> files = report(new FinishedRun(temp.resolve("run")));

        List<String> discrimination = lines(files, "discrimination-ictcf");
        assertTrue(
                discrimination.get(1).matches("resnet18,NCP,0\\.\\d+,\\d+\\.\\d+,\\d+\\.\\d+"),
                discrimination::toString);
        assertTrue(text(files, "report.md").contains("no interval: the patients of the slices are unknown"));
        assertFalse(files.containsKey("tables/patients-ictcf.csv"));
        assertFalse(files.containsKey("tables/subgroups-ictcf.csv"));
    }

    @Test
    void aClassWithoutSlicesHasNoValue() throws IOException {
        Map<String, byte[]> files = report(new FinishedRun(temp.resolve("run")).withoutCovid());

        assertTrue(lines(files, "discrimination-test").get(1).startsWith("resnet18,NCP,undefined: no slice is NCP"));
        assertTrue(lines(files, "predictive-test")
                .get(1)
                .contains("undefined: the set has no slice that is NCP, or no other one"));
        assertFalse(files.containsKey("figures/decision-5-test.svg"));
    }

    /** 20 patients with lesions of 400 pixels: one size. */
    @Test
    void lesionsHaveIntervalsByPatientAndSize() throws IOException {
        Map<String, byte[]> files = report(new FinishedRun(temp.resolve("run")).looking("resnet18, maskrcnn"));

        List<String> sizes = lines(files, "lesion-sizes");
        assertEquals(2, sizes.size(), sizes::toString);
        assertTrue(
                sizes.get(1).matches("maskrcnn,up to 400,\\d+,20,\\d+\\.\\d+,\\d+\\.\\d+,\\d+\\.\\d+"),
                sizes::toString);
    }

    private Map<String, byte[]> report(FinishedRun run) throws IOException {
        return RunReport.render(List.of(run.with("verdict.replicates=1000").write()), PaperFiles.ofPlan())
                .files();
    }

    private static List<String> lines(Map<String, byte[]> files, String table) {
        return text(files, "tables/" + table + ".csv").lines().toList();
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }
}
