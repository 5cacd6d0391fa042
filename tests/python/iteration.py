class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return CountdownIterator(self.n)


class CountdownIterator:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


print(list(Countdown(4)), sum(Countdown(4)), [v * v for v in Countdown(3)])
for v in Countdown(2):
    for w in Countdown(v):
        print((v, w), end=" ")
print()
a, b, c = Countdown(3)
print(a, b, c, max(Countdown(5)), tuple(Countdown(2)), 3 in list(Countdown(3)))
print(*Countdown(3), dict(enumerate(Countdown(2))), sorted(Countdown(3)))


class Sequence:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError(i)
        return i * 10


print(list(Sequence()), [v for v in Sequence()])
it = iter(Countdown(2))
print(next(it), next(it))
try:
    next(it)
except StopIteration:
    print("stopped")
print(next(it, "default"))
z = zip("abc", range(10), [True, False, None])
print(list(z), list(z))
print(list(zip()), list(zip(*[(1, 2), (3, 4)])))
m = map(lambda p, q: p + q, [1, 2, 3], [10, 20, 30])
print(next(m), list(m))
print(list(filter(lambda v: v > 1, [0, 1, 2, 3])), list(map(str, range(3))), list(reversed("abc")))
print([list(g) for g in ([1, 2], (3,), "xy", {4: 5}, range(2))])
try:
    iter(5)
except TypeError as e:
    print(e)
try:
    for x in None:
        pass
except TypeError as e:
    print(e)
e = enumerate("ab", start=5)
print(list(e))
pairs = {"a": 1, "b": 2}
print([k + str(v) for k, v in pairs.items()], list(pairs.values()), list(reversed([1, 2])))
