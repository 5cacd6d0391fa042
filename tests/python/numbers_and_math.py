import math
from math import pi, sqrt as root

print(7 // 2, -7 // 2, 7 % 3, -7 % 3, 7 % -3, 7.5 // 2, -7.5 % 2, 2 ** 10, 2 ** -1, 7 / 2, 6 / 3)
print(1 + 2 * 3 - 4 / 2, (1 + 2) * 3, -2 ** 2, 2 ** 3 ** 2, 10 - 3 - 2)
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, 1024 >> 3, True + True, -True)
print(1 == 1.0, 1 is None, 0.1 + 0.2 == 0.3, 3 > 2 > 1, 1 < 3 < 2, 1 != 2, not 0)
print(abs(-3), abs(-2.5), round(2.5), round(3.5), round(2.675, 2), round(-1.5), round(1234, -2), divmod(17, 5), pow(2, 5))
print(int(3.9), int(-3.9), float(3), int("12"), bool(0.0), str(3), int(True), float("1e3"))
print(min(3, 1, 2), max([4, 9, 2]), sum([0.5, 0.25]), min("b", "a"), max(1, 2.5), sum([1, 2], 10))
print(math.sqrt(16), math.floor(2.7), math.ceil(2.1), math.floor(-2.1), math.pi, math.e)
print(round(math.exp(1), 9), round(math.log(10), 9), math.log10(1000), math.log2(8), round(math.sin(1), 9), round(math.cos(1), 9))
print(math.isnan(float("nan")), math.isinf(math.inf), math.fabs(-2), math.hypot(3, 4), math.gcd(12, 18))
print(root(9), round(pi, 5), math.pow(2, 3), math.factorial(5), math.trunc(2.9), math.copysign(1, -0.0))
print(1e308 * 10, -1e308 * 10, 1e-320 > 0, 5e-324, 1.7976931348623157e308, 2.0 ** 0.5)
print(0x1F, 0b101, 0o17, 1_000_000, 1e3, .5, 5., 1e-3)
print(9223372036854775807, -9223372036854775807 - 1, 10 ** 18)
print(1.0, 100.0, 1e15, 1e16, 1e17, 0.0001, 0.00001, 123456789.123456789, 1 / 3)
print(float("inf") > 1e308, float("nan") == float("nan"), -0.0 == 0.0, 3.0 == 3, 3 in [3.0])
print(10 % 3.5, -1 % 0.3 > 0, 5.0 // 0.3, 2 ** 0.5 == math.sqrt(2), (-8) ** 2, 0 ** 0)
for bad in ["1/0", "1%0", "1.0/0", "1//0"]:
    try:
        if bad == "1/0":
            1 / 0
        elif bad == "1%0":
            1 % 0
        elif bad == "1.0/0":
            1.0 / 0
        else:
            1 // 0
    except ZeroDivisionError as e:
        print(bad, e)
try:
    math.sqrt(-1)
except ValueError as e:
    print(e)
try:
    int("3.5")
except ValueError as e:
    print(e)
try:
    1 + "a"
except TypeError as e:
    print(e)
try:
    [] < 3
except TypeError as e:
    print(e)
x = 5
x += 2
x -= 1
x *= 3
x /= 2
x **= 2
x //= 4
x %= 7
print(x)
y = 12
y &= 10
y |= 1
y ^= 3
y <<= 2
y >>= 1
print(y)
