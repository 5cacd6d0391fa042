# Tables of parameters and results as a modeller prints them: every kind of format specification.
import math

populations = [
    ("excitatory", 3200, -60.0, 20.0, True),
    ("inhibitory", 800, -60.25, 10.5, True),
    ("relay", 40, -64.123456, 2.0, False),
    ("", 0, 0.0, 1e-9, False),
]

header = f"{'name':<12}|{'size':>8}|{'V_rest':^10}|{'tau':>10}|{'on':^5}"
print(header)
print("-" * len(header))
for name, size, rest, tau, on in populations:
    print(f"{name:<12}|{size:>8,}|{rest:^+10.2f}|{tau:>10.3g}|{on!s:^5}")
print("=" * len(header))
print(f"{'total':.<12}|{sum(p[1] for p in populations):>8_}|{'':^10}|{'':>10}|{len(populations):^5}")

print("%-12s|%8d|%+10.2f|%10.3e|%5s" % populations[0])
print("%5.1f%% of %s, %x %X %o %c %r %s" % (12.345, "all", 255, 255, 8, "z", "it's", None))
print("%(name)s has %(size)05d neurons, %(rate)08.3f Hz" % {"name": "E", "size": 320, "rate": 12.3456})
print("{0:>10}|{1:<10}|{0!r:^12}|{2:{width}.{digits}f}".format("left", "right", math.pi, width=12, digits=5))
print("{name!r} {values[1]} {point[x]} {0.real}".format(3, name="n", values=[7, 8], point={"x": 1.5}))
print("{:*^20}|{:#>8}|{:=+8}|{:08.2f}|{:e}|{:G}|{:%}|{:.0%}".format("centre", 42, 7, -3.14159, 12345.678, 1e-10, 0.125, 0.5))

for value in (0.0, -0.0, 1.0, 1 / 3, 2 / 3, 1e-5, 123456789.0, 1e15, 1e16, 1e22, 5e-324, 1.7976931348623157e308, math.inf, -math.inf, math.nan):
    print(f"{value!r:>24} {value:12.4f} {value:12.4e} {value:12.4g} {value:<10.2} {value:,.1f}")

for n in (0, 7, -7, 255, -256, 10 ** 6, 2 ** 40, -2 ** 62):
    print(f"{n:d} {n:>14,} {n:_} {n:x} {n:#X} {n:b} {n:#o} {n:+} {n: } {n:08d} {n:<8}| {n:^8}|")

width = 14
for label, unit, series in [("rate", "Hz", [12.5, 0.333333, 100]), ("delay", "ms", [1, 1.5, 20.25]), ("weight", "nS", [-0.5, 6e-05, 1234.5])]:
    cells = "".join(f"{x:>{width}.4g}" for x in series)
    print(f"{label + ' (' + unit + ')':<{width}}{cells}  sum={sum(series):.3f} max={max(series)!r}")

matrix = [[i * j / 7 for j in range(5)] for i in range(4)]
print("\n".join(" ".join(f"{x:6.3f}" for x in row) for row in matrix))
print("\n".join("".join("#" if x > 0.8 else "+" if x > 0.3 else "." for x in row) for row in matrix))

bars = {"L2/3": 12, "L4": 30, "L5": 7, "L6": 0}
longest = max(map(len, bars))
for layer, count in sorted(bars.items(), key=lambda item: -item[1]):
    print(f"{layer.rjust(longest)} {'█' * count}{' ' if count else ''}{count}")

print("a,b\tc".expandtabs(8), "x".center(7, "-"), "7".zfill(3), "-7".zfill(4), "+1.5".zfill(7), "Mixed Case".swapcase(), "two words".title())
print("comma,separated,,list".split(","), "  many   blanks ".split(), "a-b-c".rsplit("-", 1), "k=v=w".partition("="), "k=v=w".rpartition("="))
print(repr("tab\t newline\n quote' back\\slash \x00 \x7f é ü 😀"), ascii("é😀"))
print(f"{'nested ' + f'{1 + 1}'} {[f'{k}={v}' for k, v in {'a': 1}.items()]} {{literal}} {'quote' if True else ''}")
x = 3.75
print(f"{x=} {x = :.1f} {x + 1 =!r:>8}")
print(f"{True:d} {False!r:>6} {None!s:>6} {(1, 2)!s:>10} {[1.0]!r:<8}|")
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2), round(0.1 + 0.2, 10), round(7, -1), round(1e15 + 0.5))
