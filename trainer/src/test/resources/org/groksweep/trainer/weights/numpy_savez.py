"""Writes numpy_savez.npz beside it: what numpy itself calls an archive of arrays."""
import os
import numpy

numpy.savez(
    os.path.join(os.path.dirname(os.path.abspath(__file__)), "numpy_savez.npz"),
    **{
        "layer1.weight": (numpy.arange(6) / 4).reshape(2, 3).astype("<f4"),
        "layer1.bias": numpy.array([0.1, -2.0]),
    },
)
