/**
 * What a cluster does for ctbench; start at {@link org.ctbench.harness.cluster.ClusterProvider}. Apache Spark, which does
 * it, is a library of the module {@code harness/spark} alone.
 */
package org.ctbench.harness.cluster;
