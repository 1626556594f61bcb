"""Which kernels an OpenBLAS chose for this processor: imported by the peers, or asked for one library.

    python3 blas_core.py PATH_TO_LIBOPENBLAS
"""
import ctypes
import sys


def describe(path):
    """'OpenBLAS 0.3.31 Cooperlake' of a library file, or None if it is no OpenBLAS."""
    library = ctypes.CDLL(path)
    try:
        library.openblas_get_config.restype = ctypes.c_char_p
        library.openblas_get_corename.restype = ctypes.c_char_p
    except AttributeError:
        return None
    version = " ".join(library.openblas_get_config().decode().split()[:2])
    return f"{version} {library.openblas_get_corename().decode()}"


def loaded():
    """The same of the first OpenBLAS in this process; 'no OpenBLAS' without one."""
    with open("/proc/self/maps") as maps:
        paths = sorted({line.split()[-1] for line in maps if "blas" in line})
    found = [each for each in map(describe, paths) if each]
    return found[0] if found else "no OpenBLAS"


if __name__ == "__main__":
    print(describe(sys.argv[1]))
