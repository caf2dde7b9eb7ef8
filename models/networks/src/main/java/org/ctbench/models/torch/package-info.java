/**
 * Reads checkpoints of PyTorch without executing anything; start at {@link org.ctbench.models.torch.TorchFile}.
 *
 * <p>A checkpoint is a Python pickle, a program that builds objects by calling what it names. This reader calls nothing: it
 * builds dictionaries, lists, numbers, texts and tensors, and keeps everything else as a {@link
 * org.ctbench.models.torch.PythonObject} of which only the name of its class is known. Work and memory are bounded by the
 * size of the file. Knows no network and no engine.
 */
package org.ctbench.models.torch;
