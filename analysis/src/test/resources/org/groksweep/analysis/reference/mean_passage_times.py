"""Mean first-passage times of papers.md T-D1, by solving their equation instead of drawing them.

The chain w <- m(w) + sd * xi, m(w) = w - lr * dE/dw, sd = lr * sqrt(2.7 / B), of three scalar weights has
the mean time tau = 1 + K tau to P = w1 w2 w3 > theta, with (K f)(w) = E f(m(w) + sd xi) and f = 0 beyond
theta. On a grid of spacing h, K is three one-dimensional Gaussian sums and a cubic interpolation at m(w);
cells that the surface P = theta cuts count by their share. GMRES solves for tau(0). Ends of the box (6 and
more standard deviations from the well) extend constantly.

Two spacings agree to 2e-4. Needs numpy and scipy; python3 mean_passage_times.py [B ...], minutes in all.
"""
import sys

import numpy as np
from scipy.ndimage import convolve1d, map_coordinates
from scipy.sparse.linalg import LinearOperator, gmres

LEARNING_RATE, L2, SINGULAR_VALUE, VARIANCE, HALF_WIDTH = 0.2, 0.35, 1.0, 2.7, 1.3
THRESHOLD = (0.0500092 + 0.5804134) / 2  # saddle and minimum of papers.md D3
SPACINGS = {18: (0.04, 0.03), 30: (0.04, 0.03), 42: (0.03, 0.025), 54: (0.03, 0.024),
            66: (0.03, 0.022), 78: (0.028, 0.022)}


def mean_time(batch, h, guess):
    half = int(round(HALF_WIDTH / h))
    points = h * np.arange(-half, half + 1)
    n = len(points)
    w1, w2, w3 = np.meshgrid(points, points, points, indexing="ij", sparse=True)
    strength = w1 * w2 * w3
    slope = np.sqrt((w2 * w3) ** 2 + (w1 * w3) ** 2 + (w1 * w2) ** 2)
    waiting = np.clip((THRESHOLD - strength) / (slope * h + 1e-12) + 0.5, 0, 1)
    moved = []
    for w, others in ((w1, w2 * w3), (w2, w1 * w3), (w3, w1 * w2)):
        after = w - LEARNING_RATE * ((strength - SINGULAR_VALUE) * others + L2 * w)
        moved.append(np.clip((after + half * h) / h, 0, n - 1))
    deviation = LEARNING_RATE * np.sqrt(VARIANCE / batch)
    reach = int(np.ceil(6.5 * deviation / h))
    kernel = np.exp(-0.5 * (h * np.arange(-reach, reach + 1) / deviation) ** 2)
    kernel /= kernel.sum()

    def residual(flat):
        f = flat.reshape(n, n, n)
        smooth = f
        for axis in range(3):
            smooth = convolve1d(smooth, kernel, axis=axis, mode="nearest")
        return (f - waiting * map_coordinates(smooth, moved, order=3, mode="nearest")).ravel()

    operator = LinearOperator((n ** 3, n ** 3), matvec=residual, dtype=float)
    times, failed = gmres(operator, waiting.ravel(), x0=(guess * waiting).ravel(), rtol=1e-6,
                          restart=40, maxiter=10)
    if failed:
        raise SystemExit(f"no solution at B = {batch}, h = {h}")
    return times.reshape(n, n, n)[half, half, half]


for batch in [int(b) for b in sys.argv[1:]] or SPACINGS:
    guess = 3.0 * np.exp(0.1 * batch)
    for h in SPACINGS[batch]:
        guess = mean_time(batch, h, guess)
        print(f"B = {batch}  h = {h}  mean time = {guess:.2f} steps", flush=True)
