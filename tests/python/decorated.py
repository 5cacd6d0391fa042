# Closures, lambdas, decorators and the tools of functools and operator.
import functools
import operator


def counted(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return f(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


def repeat(times, *, collect=list):
    def decorate(f):
        @functools.wraps(f)
        def wrapper(*args):
            return collect(f(*args) for _ in range(times))

        return wrapper

    return decorate


def traced(log):
    return lambda f: functools.wraps(f)(lambda *a, **k: log.append((f.__name__, a, sorted(k.items()))) or f(*a, **k))


log = []


@counted
@traced(log)
def add(a, b=10, *rest, scale=1):
    """Adds."""
    return (a + b + sum(rest)) * scale


@repeat(3, collect=tuple)
def twice(x):
    return 2 * x


print(add(1), add(1, 2), add(1, 2, 3, 4, scale=2), add(*[1], **{"scale": 3}), add.calls, add.__name__, add.__wrapped__.__name__, log)
print(twice(4), twice.__name__, repeat(2)(lambda: "x")())


def make_counter(start=0):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    def reset():
        nonlocal count
        count = start

    return step, reset, lambda: count


step, reset, peek = make_counter(5)
print(step(), step(2), peek(), reset(), peek(), make_counter()[0](), step.__name__, step.__qualname__)

adders = [lambda x, k=k: x + k for k in range(3)]
late = [lambda x: x + k for k in range(3)]
print([f(10) for f in adders], [f(10) for f in late], (lambda *a, **k: (a, k))(1, 2, z=3), (lambda x: (lambda y: x + y))(1)(2))

compose = lambda *fs: functools.reduce(lambda f, g: lambda x: f(g(x)), fs)
print(compose(lambda x: x + 1, lambda x: x * 2, abs)(-5), functools.reduce(operator.mul, range(1, 6), 1), functools.reduce(lambda a, b: b + a, "abc"))

power = functools.partial(pow, 2)
square = functools.partial(operator.pow, 2)
shout = functools.partial(print, "hey", sep="-", end="!\n")
shout("you", "there")
print(power(5), square(3), functools.partial(add, scale=2)(1, 1), functools.partial(functools.partial(max, 3), 5)(4))


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@functools.cache
def expensive(a, b=2):
    log.append("computed")
    return a * b


log.clear()
print(fib(80), expensive(2), expensive(2), expensive(2, b=2), expensive(3), len(log))

registry = {}


def register(name=None):
    def inner(cls):
        registry[name or cls.__name__.lower()] = cls
        return cls

    return inner


@register()
class Poisson:
    def __call__(self, rate):
        return rate * 2


@register("regular")
class Regular:
    def __call__(self, rate):
        return rate + 1


print(sorted(registry), [registry[k]()(10) for k in sorted(registry)])


class Lazy:
    def __init__(self, f):
        self.f = f

    def __call__(self, *args):
        return self.f(*args)


class Model:
    scale = 3

    @Lazy
    def free(x):
        return x + 1

    @property
    @counted
    def slow(self):
        return self.scale ** 2

    def callbacks(self):
        return [self.one, lambda: self.scale, functools.partial(self.one, 5), type(self).one]

    def one(self, x=1):
        return x * self.scale


m = Model()
a, b, c, d = m.callbacks()
print(m.free(1), m.slow, m.slow, Model.slow.fget.calls if hasattr(Model.slow, "fget") else 2, a(), b(), c(), d(m, 7), a.__self__ is m, a.__name__, a == m.one)

rows = [("b", 2, 1.5), ("a", 2, 0.5), ("c", 1, 2.5)]
print(sorted(rows, key=operator.itemgetter(1, 0)), max(rows, key=operator.itemgetter(2)), list(map(operator.itemgetter(0), rows)))
print(sorted([m, Model()], key=operator.attrgetter("scale")) is not None, list(map(operator.add, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "x"])), operator.neg(3))
print(list(map(lambda p, q: p * q, [1, 2, 3], [4, 5])), any(map(callable, [1, len])), callable(m.one), callable(Model), callable(3))


def varied(a, /, b, *args, c=1, **kw):
    return a, b, args, c, kw


print(varied(1, 2), varied(1, b=2, c=3, d=4), varied(1, 2, 3, 4, c=5, a=6), varied(*"ab", **{"x": 1}))


def outer():
    value = "outer"

    def middle():
        def inner():
            nonlocal value
            value = "inner"
            return value

        return inner() + value

    return middle(), value


def defaults(x, seen=[], table={}):
    seen.append(x)
    table[x] = len(seen)
    return seen, table


print(outer(), defaults(1), defaults(2), defaults.__name__, (lambda: 0).__name__, print.__name__, [].append.__name__)
total = 0


def accumulate(n):
    global total
    total += n
    return total


print([accumulate(k) for k in range(4)], total, (lambda n: (yes := n > 2, yes))(3))


@functools.total_ordering
class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts


print(Version(1, 2) < Version(1, 3), Version(1, 2) >= Version(1, 2), Version(2) > Version(1, 9), Version(1) <= Version(0), sorted([Version(2), Version(1)])[0].parts)
print(sorted(["b10", "a9", "a10"], key=functools.cmp_to_key(lambda p, q: (len(p) - len(q)) or (p > q) - (p < q))))
