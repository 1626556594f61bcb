"""erfc to 25 digits for ErrorFunctionTest:  python3 erfc_table.py > erfc_table.csv

By erf's Taylor series in 900-digit decimals, enough for the cancellation of e^(27^2) at the table's end. x is a multiple of 1/64, so it
is the same number in decimal and binary.
"""
from decimal import Decimal, getcontext

getcontext().prec = 900


def pi():
    """Machin's formula."""
    def arctan_inverse(n):
        term, total, k, sign = Decimal(1) / n, Decimal(0), 1, 1
        while abs(term) > Decimal(10) ** -905:
            total += sign * term / k
            term, k, sign = term / (n * n), k + 2, -sign
        return total
    return 4 * (4 * arctan_inverse(5) - arctan_inverse(239))


FACTOR = 2 / pi().sqrt()


def erfc(x):
    term, total, n = x, Decimal(0), 0
    while abs(term) > Decimal(10) ** -890:
        total += term / (2 * n + 1)
        n += 1
        term = -term * x * x / n
    return 1 - FACTOR * total


for i in list(range(-400, 400, 7)) + list(range(400, 1697, 31)):
    x = Decimal(i) / 64
    print(f"{x},{erfc(x):.25e}")
