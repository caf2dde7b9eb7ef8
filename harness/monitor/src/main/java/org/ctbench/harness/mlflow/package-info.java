/**
 * The course of a run in MLflow, for those who keep their experiments there. Start at {@link
 * org.ctbench.harness.mlflow.MlflowSink}; nothing is sent unless somebody asks for it.
 */
package org.ctbench.harness.mlflow;
