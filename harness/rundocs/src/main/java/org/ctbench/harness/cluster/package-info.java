/**
 * What a cluster does for ctbench; start at {@link org.ctbench.harness.cluster.ClusterProvider}. The engine of clusters is a library of
 * others, in a build of its own.
 */
package org.ctbench.harness.cluster;
