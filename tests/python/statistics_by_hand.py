# Statistics of spike trains without numpy: moments, quantiles, histograms, correlation, regression, a generator of its own.
import math
from collections import Counter


class Generator:
    """A linear congruential generator: the same numbers everywhere."""

    def __init__(self, seed=1):
        self.state = seed

    def integer(self, below):
        self.state = (self.state * 1103515245 + 12345) % 2147483648
        return self.state // 65536 % below

    def uniform(self, low=0.0, high=1.0):
        return low + (high - low) * self.integer(10000) / 10000

    def normal(self, mean=0.0, deviation=1.0):
        return mean + deviation * (sum(self.uniform() for _ in range(12)) - 6.0)

    def shuffled(self, values):
        values = list(values)
        for k in range(len(values) - 1, 0, -1):
            j = self.integer(k + 1)
            values[k], values[j] = values[j], values[k]
        return values


def mean(values):
    return sum(values) / len(values)


def variance(values, ddof=1):
    m = mean(values)
    return sum((v - m) ** 2 for v in values) / (len(values) - ddof)


def quantile(values, q):
    ordered = sorted(values)
    position = q * (len(ordered) - 1)
    low = math.floor(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (position - low)


def histogram(values, bins):
    low, high = min(values), max(values)
    width = (high - low) / bins or 1.0
    counts = [0] * bins
    for v in values:
        counts[min(int((v - low) / width), bins - 1)] += 1
    return counts, [low + k * width for k in range(bins + 1)]


def correlation(x, y):
    mx, my = mean(x), mean(y)
    cov = sum((a - mx) * (b - my) for a, b in zip(x, y))
    return cov / math.sqrt(sum((a - mx) ** 2 for a in x) * sum((b - my) ** 2 for b in y))


def regression(x, y):
    slope = sum((a - mean(x)) * (b - mean(y)) for a, b in zip(x, y)) / sum((a - mean(x)) ** 2 for a in x)
    return slope, mean(y) - slope * mean(x)


def autocorrelation(values, lags):
    m = mean(values)
    base = sum((v - m) ** 2 for v in values)
    return [sum((values[i] - m) * (values[i + lag] - m) for i in range(len(values) - lag)) / base for lag in range(lags)]


g = Generator(42)
sample = [g.normal(-60.0, 2.5) for _ in range(200)]
print([g.integer(100) for _ in range(8)], [round(v, 6) for v in sample[:4]])
print(f"mean {mean(sample):.9f} var {variance(sample):.9f} sd {math.sqrt(variance(sample, 0)):.9f}")
print([round(quantile(sample, q), 6) for q in (0, 0.05, 0.25, 0.5, 0.75, 0.95, 1)])
counts, edges = histogram(sample, 8)
for count, low, high in zip(counts, edges, edges[1:]):
    print(f"[{low:8.3f}, {high:8.3f}) {count:4d} {'*' * (count // 2)}")
print(sum(counts), max(counts), counts.index(max(counts)))

x = [float(k) for k in range(30)]
y = [2.5 * v - 7 + g.normal() for v in x]
slope, intercept = regression(x, y)
print(f"{slope:.9f} {intercept:.9f} {correlation(x, y):.12f} {correlation(x, g.shuffled(y)):.12f}")
residuals = [b - (slope * a + intercept) for a, b in zip(x, y)]
print(f"{sum(residuals):.6f} {sum(r * r for r in residuals):.9f} {max(map(abs, residuals)):.9f}")

rates = [5.0, 20.0, 80.0]
for rate in rates:
    t, train = 0.0, []
    while True:
        t += -math.log(1.0 - g.uniform(0, 0.9999)) * 1000.0 / rate
        if t > 2000.0:
            break
        train.append(t)
    isi = [b - a for a, b in zip(train, train[1:])]
    cv = math.sqrt(variance(isi)) / mean(isi)
    fano = Counter(int(s // 100) for s in train)
    windows = [fano[k] for k in range(20)]
    print(f"{rate:5.1f} Hz: {len(train):4d} spikes, cv {cv:.6f}, fano {variance(windows) / mean(windows):.6f}, first {train[0]:.6f}, last {train[-1]:.6f}")
    print("  " + "".join(" .:-=+*#%@"[min(n, 9)] for n in windows), Counter(windows).most_common(2))

wave = [math.sin(2 * math.pi * k / 16) + 0.1 * g.normal() for k in range(64)]
print([round(a, 6) for a in autocorrelation(wave, 6)])
spectrum = []
for k in range(1, 9):
    re = sum(v * math.cos(2 * math.pi * k * i / 64) for i, v in enumerate(wave))
    im = -sum(v * math.sin(2 * math.pi * k * i / 64) for i, v in enumerate(wave))
    spectrum.append(re * re + im * im)
print([f"{s:.4e}" for s in spectrum], spectrum.index(max(spectrum)) + 1)

boots = sorted(mean([sample[g.integer(200)] for _ in range(50)]) for _ in range(40))
print(f"{boots[1]:.6f} {boots[-2]:.6f} {mean(boots):.6f}")
print(math.fsum([0.1] * 10), sum([0.1] * 10), math.fsum([1e16, 1, -1e16]), math.prod([1.5, 2, 3]), math.dist((0, 0), (3, 4)))
# The last bit of an elementary function is the library's own.
print([f"{v:.13g}" for v in (math.erf(0.5), math.gamma(5.5), math.lgamma(10.0), math.log1p(1e-10), math.expm1(1e-10), math.log2(10), math.log(8, 2), math.exp(-1.5), math.tanh(0.3), math.cbrt(27.0))])
print(math.floor(-0.5), math.ceil(-0.5), math.trunc(-2.7), math.fmod(-7, 3), -7 % 3, math.modf(-2.25), math.frexp(10.0), math.ldexp(0.75, 3), math.copysign(2, -0.0))
print(math.isclose(0.1 + 0.2, 0.3), math.isclose(1e-9, 0, abs_tol=1e-8), math.degrees(math.pi), math.radians(180), math.atan2(-1, -1), math.hypot(1, 2, 2))
print(math.comb(10, 3), math.perm(5, 2), math.gcd(84, 36, 18), math.lcm(4, 6), math.isqrt(99), math.factorial(12), math.inf > 1e308, math.isnan(math.nan), math.tau)
