"""PyTorch's training step of replicas of a model of two factors: a peer of the lockstep engine.

    python3 factored.py diagonal|matrix REPLICAS SIZE EXAMPLES batched|derived|loop

Plain gradient descent on all EXAMPLES, which are other ones for every replica, with l2 in the update, float64, one thread.
`diagonal` is f(x) = sum (u^2 - v^2) x on SIZE signs under the logistic loss, `matrix` U U' - V V' of SIZE rows under the mean
squared error at EXAMPLES entries. `batched` advances all replicas by autograd, `derived` by a gradient that was derived by hand, each in
the fastest of the forms that were tried; `loop` advances one replica by autograd, as a plain script does. The first line out says
what runs; then every number of replica-steps that comes in on a line is answered by the nanoseconds that so many take.
"""
import sys
import time

import torch

import blas_core

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
kind = sys.argv[1]
replicas, size, examples = map(int, sys.argv[2:5])
mode = sys.argv[5]
count = 1 if mode == "loop" else replicas
rate, l2 = 1e-2, 1e-3
signs = torch.tensor([1.0, -1.0])


def points():
    x = torch.randint(0, 2, (count, examples, size)).double() * 2 - 1
    # The label's sign is in the point, so that every margin is an output.
    return x * torch.sign(x[:, :, :3].sum(2, keepdim=True))


def diagonal():
    x = points()
    u, v = (torch.nn.Parameter(1 + 0.1 * torch.randn(count, size)) for _ in range(2))

    def loss():
        return torch.nn.functional.softplus(-torch.bmm(x, (u * u - v * v).unsqueeze(2))).sum() / examples

    return [u, v], loss


def derived_diagonal():
    x = points()
    factors = 1 + 0.1 * torch.randn(2, count, size)
    scale = -2 * rate / examples * signs.view(2, 1, 1)

    def step():
        w = factors[0] * factors[0] - factors[1] * factors[1]
        slopes = torch.sigmoid(-(x * w.unsqueeze(1)).sum(2))
        factors.mul_(1 - rate * l2 - scale * (x * slopes.unsqueeze(2)).sum(1))

    return step


def entries():
    places = torch.stack([torch.randperm(size * size)[:examples] for _ in range(count)])
    observed = torch.zeros(count, size * size).scatter(1, places, 1.0).view(count, size, size)
    table = (torch.arange(size).view(-1, 1) * torch.arange(size)).double() / size**2
    return observed, table


def matrix():
    observed, table = entries()
    u, v = (torch.nn.Parameter(torch.eye(size) + 0.1 * torch.randn(count, size, size)) for _ in range(2))

    def loss():
        product = torch.bmm(torch.cat([u, -v], 2), torch.cat([u, v], 2).mT)
        return (((product - table) * observed) ** 2).sum() / examples

    return [u, v], loss


def derived_matrix():
    observed, table = entries()
    both = observed + observed.mT
    factors = torch.cat([torch.eye(size) + 0.1 * torch.randn(count, size, size) for _ in range(2)], 2)
    sign = signs.repeat_interleave(size)

    def step():
        signed = factors * sign
        slopes = (torch.bmm(signed, factors.mT) - table) * both
        factors.mul_(1 - rate * l2).add_(torch.bmm(slopes, signed), alpha=-2 * rate / examples)

    return step


def by_autograd(factors, loss):
    def step():
        gradients = torch.autograd.grad(loss(), factors)
        with torch.no_grad():
            for w, g in zip(factors, gradients):
                w.mul_(1 - rate * l2).add_(g, alpha=-rate)

    return step


if mode == "derived":
    step = derived_diagonal() if kind == "diagonal" else derived_matrix()
else:
    step = by_autograd(*(diagonal() if kind == "diagonal" else matrix()))
step()
print(f"PyTorch {torch.__version__}, {blas_core.loaded()}, {mode}", flush=True)
for line in sys.stdin:
    steps = max(1, round(int(line) / count))
    start = time.perf_counter_ns()
    for _ in range(steps):
        step()
    spent = time.perf_counter_ns() - start
    print(round(spent * int(line) / (steps * count)), flush=True)
