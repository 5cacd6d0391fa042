# Sweeps, groups and reports made of comprehensions, sorting and dictionaries.
import itertools
import math

taus = [5.0, 10.0, 20.0]
drives = [0.5 * k for k in range(4)]
grid = {(tau, drive): drive * tau / (1 + tau) for tau in taus for drive in drives}
print(len(grid), sorted(grid)[:3], max(grid, key=grid.get), min(grid.values()))
print({tau: [round(grid[tau, d], 3) for d in drives] for tau in taus})
print([k for k, v in grid.items() if v > 1.0 and k[1] != 1.5])
print({d: {t: round(v, 2) for (t, e), v in grid.items() if e == d} for d in drives})

spikes = [(k * 7 % 13, 0.5 * k) for k in range(40)]
trains = {}
for neuron, t in spikes:
    trains.setdefault(neuron, []).append(t)
print({n: len(ts) for n, ts in sorted(trains.items())})
intervals = {n: [b - a for a, b in zip(ts, ts[1:])] for n, ts in trains.items() if len(ts) > 1}
print({n: (min(i), max(i), sum(i) / len(i)) for n, i in sorted(intervals.items())[:4]})
print([n for n, ts in sorted(trains.items(), key=lambda item: (-len(item[1]), item[0]))])

edges = [0, 5, 10, 15, 20]
histogram = [sum(1 for _, t in spikes if lo <= t < hi) for lo, hi in zip(edges, edges[1:])]
print(histogram, sum(histogram), [f"{lo}-{hi}" for lo, hi in zip(edges, edges[1:])])
print(any(t > 19 for _, t in spikes), all(n < 13 for n, _ in spikes), next((t for n, t in spikes if n == 5), None), next(iter([]), "none"))

words = "the quick brown fox jumps over the lazy dog and the cat".split()
counts = {w: words.count(w) for w in dict.fromkeys(words)}
print(counts, sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:3])
print({len(w): sorted({v for v in words if len(v) == len(w)}) for w in words})
print([w[::-1].capitalize() for w in words if w not in ("the", "and")], " ".join(w[0] for w in words))
print({c: i for i, c in enumerate("abcabc")}, {v: k for k, v in {"x": 1, "y": 2}.items()})

identity = [[1 if i == j else 0 for j in range(3)] for i in range(3)]
product = [[sum(a * b for a, b in zip(row, column)) for column in zip(*identity)] for row in [[1, 2, 3], [4, 5, 6]]]
print(identity, product, [list(r) for r in zip(*product)], [x for row in product for x in row if x % 2])
print([(i, j) for i in range(4) for j in range(i) if (i + j) % 2], [[j for j in range(i)] for i in range(4)])
print([y for x in range(3) if (y := x * x) > 0], [(lambda k=k: k * 2)() for k in range(3)], [f() for f in [lambda: k for k in range(3)]])

layers = {"L4": {"E": 21915, "I": 5479}, "L5": {"E": 4850, "I": 1065}, "L6": {"E": 14395}}
flat = {f"{layer}{kind}": n for layer, kinds in layers.items() for kind, n in kinds.items()}
print(flat, sum(flat.values()), {k: f"{n / sum(flat.values()):.1%}" for k, n in flat.items()})
merged = {**layers["L4"], **{"I": 1}, "X": 0}
print(merged, {**flat, "L4E": 0}["L4E"], layers["L4"] | {"Z": 9}, list(reversed(flat)), dict(zip("abc", itertools.count(1))))
for layer, kinds in layers.items():
    excitatory, inhibitory = kinds.get("E", 0), kinds.get("I", 0)
    ratio = excitatory / inhibitory if inhibitory else math.inf
    print(f"{layer}: {excitatory:>6} {inhibitory:>6} {ratio:.2f}")
del flat["L6E"]
flat.update(L23E=20683, L4I=0)
print(flat.pop("L23E"), flat.pop("nothing", -1), "L4I" in flat, list(flat.items()), flat.get("x"), flat.get("x", {}))

queue = [3, 1, 2]
queue.sort(reverse=True)
queue[1:1] = [9, 8]
queue[::2] = ["a", "b", "c"]
print(queue, queue.index(9), queue[-2:], queue[::-1], sorted([3, 1, 2], key=lambda v: -v), sorted("bca"), sorted({"b": 1, "a": 2}))
del queue[::2]
print(queue, [*range(3), *"ab"], (*[1], 2), {*[1, 1]}, [None] * 2, [[]] * 2, [0] * 0)
first, *middle, last = range(6)
(a, b), [c, *d] = (1, 2), "xyz"
print(first, middle, last, a, b, c, d)
total = 0
for i, (x, y) in enumerate(zip([1, 2, 3], [4, 5, 6]), start=1):
    if x == 2:
        continue
    total += i * x * y
else:
    total += 1000
print(total, sum(x * y for x, y in zip(range(5), range(5, 10))), max((len(w), w) for w in words), min(words, key=len), sum([[1], [2]], []))
