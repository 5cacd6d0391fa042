x = 3.14159265
n = 42
name = "Wor'ld"
print(f"{x} {n} {name}")
print(f"{x:.2f}|{x:10.3f}|{x:<10.1f}|{x:>10.1f}|{x:^10.1f}|{x:+.1e}|{x:g}")
print(f"{n:5d}|{n:<5d}|{n:^5}|{n:05d}|{n:x}|{n:X}|{n:o}|{n:b}|{n:#x}|{n:,}|{1234567:,}|{n:+d}|{-n: d}")
print(f"{name!r} {name!s} {name:>10}|{name:*^12}|{name:.3}")
print(f"{n=} {x=:.1f} {name=}")
width, digits = 12, 4
print(f"{x:{width}.{digits}f}|{name:{width}}|")
print(f"{{braces}} {n + 1} {'nested'} {[i for i in range(3)]} {({'a': 1})['a']}")
print(f"{True} {None} {1e100} {0.1 + 0.2} {1.0} {1e-7} {1e16} {123456789.0}")
print("%d %s %r %5.2f %-5d| %05d %x %%" % (n, name, name, x, n, n, n))
print("%s and %s" % ("a", [1, 2]), "%(k)s=%(v)d" % {"k": "key", "v": 5})
print("{} {} {}".format(1, "two", 3.0))
print("{0} {1} {0} {name}".format("a", "b", name="c"))
print("{:>6}|{:<6}|{:^6}|{:06.2f}".format("r", "l", "c", x))
print("{0[1]} {1.real}".format([1, 2], 5) if True else "")
print(format(x, ".3f"), format(n, "08b"), format("s", ">3"))
print(f"{0.5:.0%} {0.1234:.1%} {1e6:.3g} {123.456:.3g} {1e-5:g} {100000.0:g} {1000000.0:g}")
print(f"{float('inf')} {float('-inf')} {float('nan')} {-0.0}")
print(str(1.5), repr("a\nb\t'\"\\"), repr('it\'s'), repr("q\"q"))
print([1, 2.5, "s", None, True], (1,), (), {"a": [1]}, {1})
print("a", "b", sep="-", end="!\n")
print()
print(f"{'multi'}" "ple" f" {'parts'}")
print(f"{n!r:>6}|{x!s:.4}")
print("abc".rjust(6) + "|" + "abc".ljust(6) + "|" + "abc".center(7) + "|" + "7".zfill(3))
for value, spec in ((5, "abc"), (2.5, ".2fx"), ("s", ">3ss"), (True, "10dd")):
    try:
        print(format(value, spec))
    except ValueError as e:
        print(e)
