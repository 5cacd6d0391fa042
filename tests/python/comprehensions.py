i = "outer"
print([i * i for i in range(5)], i)
print([x + y for x in "ab" for y in "cd"], [x for x in range(20) if x % 2 if x % 3])
print([[j for j in range(k)] for k in range(4)])
print([(a, b) for a, b in [(1, 2), (3, 4)]], [a for a, *b in [(1, 2, 3)]], [b for a, *b in [(1, 2, 3)]])
print({c: len(c) for c in ["x", "yy"]}, {c for c in "aab"} == {"a", "b"})
print(sum(v for v in range(10)), max((len(w) for w in ["a", "bbb"])), list(x for x in "ab"))
print(any(v > 3 for v in [1, 5]), all(v > 3 for v in [1, 5]), ",".join(str(v) for v in [1, 2]))


def f():
    n = 3
    result = [n * m for m in range(n)]
    try:
        m
    except NameError as e:
        print(type(e).__name__)
    return result


print(f())


def g():
    m = 100
    result = [m for m in range(3)]
    return m, result


print(g())
print([y := 5, y ** 2], y)
total = 0
print([total := total + v for v in range(5)], total)


def h():
    last = None
    seen = [last := v for v in [1, 2, 3]]
    return last, seen


print(h())
print([(lambda q: q + w)(1) for w in range(3)])
fs = [lambda: v for v in range(3)]
print([k() for k in fs])
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[k] for row in matrix] for k in range(3)], [v for row in matrix for v in row])
it = (v * 2 for v in [1, 2, 3])
print(next(it), next(it), list(it), next(it, "end"))


class K:
    base = [1, 2]
    copy = [v for v in base]
    size = len([0 for _ in base])


print(K.copy, K.size, hasattr(K, "v"))
print([x if x % 2 else -x for x in range(4)], [not b for b in (True, False)])
print(dict((k, v) for k, v in [("a", 1)]), tuple(v for v in (1, 2)), sorted(v for v in (2, 1)))
x = 10
print([x for x in [x, x + 1]], x)
print([z for z in range(3) for z in range(z)])
