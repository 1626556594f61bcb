"""PyTorch's training step of replicas of a model of two factors: a peer of the lockstep engine.

    python3 factored.py diagonal|matrix REPLICAS SIZE EXAMPLES batched|loop

Plain gradient descent on all EXAMPLES, which are other ones for every replica, with l2 in the loss, float64, one thread.
`diagonal` is f(x) = sum (u^2 - v^2) x on SIZE signs under the logistic loss, `matrix` U U' - V V' of SIZE rows under the mean
squared error at EXAMPLES entries. `batched` advances all replicas together; `loop` one replica, as a plain script does. The first line
out says what runs; then every number of replica-steps that comes in on a line is answered by the nanoseconds that so many take.
"""
import sys
import time

import torch

import blas_core

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
kind = sys.argv[1]
replicas, size, examples = map(int, sys.argv[2:5])
count = 1 if sys.argv[5] == "loop" else replicas
rate, l2 = 1e-2, 1e-3


def diagonal():
    x = torch.randint(0, 2, (count, examples, size)).double() * 2 - 1
    sign = torch.sign(x[:, :, :3].sum(2))
    factors = [torch.nn.Parameter(1 + 0.1 * torch.randn(count, size)) for _ in range(2)]

    def loss(u, v):
        outputs = torch.bmm(x, (u * u - v * v).unsqueeze(2)).squeeze(2)
        return torch.nn.functional.softplus(-sign * outputs).sum() / examples

    return factors, loss


def matrix():
    places = torch.stack([torch.randperm(size * size)[:examples] for _ in range(count)])
    rows, columns = places // size, places % size
    targets = rows * columns / size**2
    factors = [torch.nn.Parameter(torch.eye(size) + 0.1 * torch.randn(count, size, size)) for _ in range(2)]

    def loss(u, v):
        # Small products of whole matrices are faster here than gathered rows.
        entries = torch.baddbmm(-torch.bmm(v, v.mT), u, u.mT).flatten(1).gather(1, places)
        return ((entries - targets) ** 2).sum() / examples

    return factors, loss


factors, loss = diagonal() if kind == "diagonal" else matrix()


def step():
    objective = loss(*factors) + 0.5 * l2 * sum((w**2).sum() for w in factors)
    gradients = torch.autograd.grad(objective, factors)
    with torch.no_grad():
        for w, g in zip(factors, gradients):
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
