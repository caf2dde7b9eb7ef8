/** Clusters of Apache Spark; start at {@link org.ctbench.harness.spark.SparkProvider}. Spark reads files, groups rows and starts tasks; what is counted and drawn is ctbench's own. */
package org.ctbench.harness.spark;
