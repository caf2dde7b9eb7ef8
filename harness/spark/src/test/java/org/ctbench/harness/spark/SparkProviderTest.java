package org.ctbench.harness.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class SparkProviderTest {
    @Test
    void jarsOfTheUserAreSentBesideThoseOfCtbench() {
        String own = SparkProvider.conf("test", "spark://head:7077", Map.of()).get("spark.jars");

        String both = SparkProvider.conf("test", "spark://head:7077", Map.of("spark.jars", "mine.jar"))
                .get("spark.jars");

        assertTrue(own.contains("commons-csv-"), own);
        assertEquals(own + ",mine.jar", both);
    }

    @Test
    void sparkIsHeardOnlyIfItWarns() {
        assertEquals("spark", new SparkProvider().id());

        Logger spark = LoggerFactory.getLogger("org.apache.spark.Sample");
        assertTrue(spark.isWarnEnabled());
        assertFalse(spark.isInfoEnabled());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spark://head:7077 | spark.master | ctbench itself sets spark.master",
                "local[*] | spark.app.name | ctbench itself sets spark.app.name",
                "local-cluster[2,1,1024] | spark.executor.extraClassPath | ctbench itself sets spark.executor.extraClassPath",
                "local[*] | master | no setting of Spark: master",
            })
    void settingsThatAreNoneOrThatCtbenchMakesAreRefused(String address, String key, String problem) {
        var e = assertThrows(UserException.class, () -> SparkProvider.conf("test", address, Map.of(key, "value")));

        assertEquals(problem, e.problem());
        assertEquals("--conf " + key + "=value", e.where());
    }
}
