def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    p = 2
    while p * p <= n:
        if flags[p]:
            for k in range(p * p, n + 1, p):
                flags[k] = False
        p += 1
    return [i for i, flag in enumerate(flags) if flag]


print(sieve(50))


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


print([collatz(n) for n in range(1, 12)])


def multiply(a, b):
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


print(multiply([[1, 2], [3, 4]], [[5, 6], [7, 8]]))


def newton(f, df, x, tolerance=1e-10):
    for _ in range(50):
        step = f(x) / df(x)
        x -= step
        if abs(step) < tolerance:
            break
    return x


print(round(newton(lambda x: x * x - 2, lambda x: 2 * x, 1.0), 9))


def roman(n):
    out = ""
    for value, letters in [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
                           (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        while n >= value:
            out += letters
            n -= value
    return out


print([roman(n) for n in (4, 9, 14, 1994, 2024)])


def caesar(text, shift):
    out = []
    for c in text:
        if "a" <= c <= "z":
            c = chr((ord(c) - ord("a") + shift) % 26 + ord("a"))
        out.append(c)
    return "".join(out)


print(caesar("hello, world", 3), caesar(caesar("abc xyz", 5), -5))


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


print(gcd(48, 36), gcd(17, 5))


def leaky(v, tau=10.0, dt=0.5, steps=8):
    trace = []
    for _ in range(steps):
        v += dt * (-v / tau)
        trace.append(round(v, 6))
    return trace


print(leaky(1.0))


class Lcg:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 1103515245 + 12345) % 2 ** 31
        return self.state


g = Lcg(42)
print([g.next() % 100 for _ in range(10)])
graph = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}


def paths(start, end, path=()):
    path = path + (start,)
    if start == end:
        return [path]
    return [p for node in graph[start] for p in paths(node, end, path)]


print(paths("a", "d"))
