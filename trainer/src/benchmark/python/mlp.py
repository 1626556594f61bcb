"""PyTorch's training step of a multi-layer perceptron: the peer of the dense engine.

    python3 mlp.py DEPTH WIDTH BATCH INPUTS OUTPUTS [flush]

AdamW and cross-entropy in float32 on one thread, the same random batch at every step; with `flush`, subnormal numbers count as 0.
The first line out says what runs; then every number of steps that comes in on a line is answered by the nanoseconds that they
took.
"""
import sys
import time

import torch

import blas_core

torch.set_num_threads(1)
flush = sys.argv[6:] == ["flush"]
if flush and not torch.set_flush_denormal(True):
    sys.exit("PyTorch cannot flush subnormal numbers on this processor")
depth, width, batch, inputs, outputs = map(int, sys.argv[1:6])
sizes = [inputs] + [width] * (depth - 1) + [outputs]
layers = []
for before, after in zip(sizes, sizes[1:]):
    layers += [torch.nn.Linear(before, after), torch.nn.ReLU()]
network = torch.nn.Sequential(*layers[:-1])
optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1e-2)
cross_entropy = torch.nn.CrossEntropyLoss()
examples = torch.rand(batch, inputs)
labels = torch.arange(batch) % outputs


def step():
    optimizer.zero_grad(set_to_none=True)
    cross_entropy(network(examples), labels).backward()
    optimizer.step()


step()
print(f"PyTorch {torch.__version__}, {blas_core.loaded()}{', flush_denormal' if flush else ''}", flush=True)
for line in sys.stdin:
    start = time.perf_counter_ns()
    for _ in range(int(line)):
        step()
    print(time.perf_counter_ns() - start, flush=True)
