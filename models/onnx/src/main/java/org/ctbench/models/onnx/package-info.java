/** Networks as ONNX files, computed by ONNX Runtime on the processor. */
package org.ctbench.models.onnx;
