"""PyTorch's training step of replicas of a deep linear network: the peer of the lockstep engine.

    python3 deep_linear.py REPLICAS DEPTH WIDTH BATCH batched|loop

Plain SGD on half the squared error with l2 in the loss, a fresh Gaussian batch for every replica and step, float32, one
thread. `batched` advances all replicas by one batched product per layer; `loop` one replica, as a plain script does. The
first line out says what runs; then every number of replica-steps that comes in on a line is answered by the nanoseconds that
so many take.
"""
import sys
import time

import torch

import blas_core

torch.set_num_threads(1)
replicas, depth, width, batch = map(int, sys.argv[1:5])
count = 1 if sys.argv[5] == "loop" else replicas
weights = [torch.nn.Parameter(torch.randn(count, width, width) / width**0.5) for _ in range(depth)]
teacher = torch.diag(torch.linspace(1.0, 0.2, width)).expand(count, width, width)
rate, l2 = 1e-2, 1e-2


def step():
    x = torch.randn(count, width, batch)
    h = x
    for w in weights:
        h = w @ h
    loss = ((h - teacher @ x) ** 2).sum() / (2 * batch) + 0.5 * l2 * sum((w**2).sum() for w in weights)
    gradients = torch.autograd.grad(loss, weights)
    with torch.no_grad():
        for w, g in zip(weights, gradients):
            w -= rate * g


step()
print(f"PyTorch {torch.__version__}, {blas_core.loaded()}, {sys.argv[5]}", flush=True)
for line in sys.stdin:
    steps = max(1, round(int(line) / count))
    start = time.perf_counter_ns()
    for _ in range(steps):
        step()
    spent = time.perf_counter_ns() - start
    print(round(spent * int(line) / (steps * count)), flush=True)
