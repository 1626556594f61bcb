"""Reads saved weights with numpy: python3 read_npz.py FILE.npz prints each array's name, shape, type and sum."""
import sys

import numpy

with numpy.load(sys.argv[1]) as archive:
    for name in archive.files:
        array = archive[name]
        print(name, array.shape, array.dtype, repr(float(array.astype("f8").sum())))
