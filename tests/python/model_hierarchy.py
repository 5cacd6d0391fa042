# Models as classes: inheritance with super, properties, class attributes, mixins, operators, parameters in a dict of their own.
import copy
import math


class Parameters(dict):
    """A dict whose items are attributes too."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"no parameter {name!r}") from None

    def __setattr__(self, name, value):
        self[name] = value

    def updated(self, **changes):
        new = Parameters(self)
        new.update(changes)
        return new

    def __repr__(self):
        return "Parameters(" + ", ".join(f"{k}={v!r}" for k, v in sorted(self.items())) + ")"


class Named:
    count = 0

    def __init__(self, name=None, **rest):
        super().__init__(**rest)
        type(self).count += 1
        Named.total = getattr(Named, "total", 0) + 1
        self.name = name or f"{type(self).__name__}{self.count}"


class Logged:
    log = []

    def __init__(self, **rest):
        if rest:
            raise TypeError(f"unknown arguments: {sorted(rest)}")
        self.log.append(type(self).__name__)


class Neuron(Named, Logged):
    defaults = Parameters(tau=10.0, threshold=-50.0)

    def __init__(self, size, name=None, **parameters):
        super().__init__(name=name)
        if size <= 0:
            raise ValueError("size must be positive")
        self.parameters = self.defaults.updated(**parameters)
        self._size = size
        self._rate = None

    @property
    def size(self):
        return self._size

    @property
    def rate(self):
        """Computed once."""
        if self._rate is None:
            self._rate = self.compute_rate()
        return self._rate

    @rate.setter
    def rate(self, value):
        if value < 0:
            raise ValueError("a rate is not negative")
        self._rate = value

    @classmethod
    def single(cls, **parameters):
        return cls(1, **parameters)

    @staticmethod
    def unit():
        return "mV"

    def compute_rate(self):
        return 1000.0 / self.parameters.tau

    def __len__(self):
        return self._size

    def __repr__(self):
        return f"{type(self).__name__}(size={self.size}, name={self.name!r}, {self.parameters})"

    def __eq__(self, other):
        if not isinstance(other, Neuron):
            return NotImplemented
        return (self.size, self.parameters) == (other.size, other.parameters)

    def __hash__(self):
        return hash((self.size, self.name))

    def __lt__(self, other):
        return self.rate < other.rate

    def __mul__(self, factor):
        return type(self)(self.size * factor, **self.parameters)

    __rmul__ = __mul__

    def __getitem__(self, key):
        if isinstance(key, slice):
            return list(range(self.size))[key]
        if not -self.size <= key < self.size:
            raise IndexError(f"neuron {key} of {self.size}")
        return (self.name, key % self.size)

    def __contains__(self, item):
        return isinstance(item, int) and 0 <= item < self.size

    def __call__(self, drive):
        return [round(drive * math.exp(-k), 4) for k in range(min(self.size, 3))]

    def __bool__(self):
        return self.size > 1


class Refractory(Neuron):
    defaults = Neuron.defaults.updated(tau_ref=2.0)

    def compute_rate(self):
        base = super().compute_rate()
        return 1000.0 / (1000.0 / base + self.parameters.tau_ref)


class Adaptive(Refractory):
    def __init__(self, size, gain=0.5, **rest):
        super().__init__(size, **rest)
        self.gain = gain

    def compute_rate(self):
        return super().compute_rate() * (1 - self.gain)

    @property
    def size(self):
        return super().size

    def __repr__(self):
        return "<" + super().__repr__() + f" gain {self.gain}>"


models = [Neuron(4), Refractory(3, tau=5.0), Adaptive(2, gain=0.25, name="slow", tau_ref=0.0), Neuron.single(threshold=-40.0)]
for m in models:
    print(m, m.size, round(m.rate, 4), len(m), bool(m), m(1.0))
print([m.name for m in sorted(models)], min(models).name, max(models).name, Named.count, Neuron.count, Adaptive.count, Named.total, Logged.log)
print(Adaptive.__mro__ == (Adaptive, Refractory, Neuron, Named, Logged, object), [c.__name__ for c in Adaptive.__mro__], Neuron.unit(), Adaptive.unit())
print(isinstance(models[2], (Refractory, int)), issubclass(Adaptive, Named), isinstance(models[0], Adaptive), type(models[2]) is Adaptive)
print(models[0] == Neuron(4), models[0] == 4, models[0] != models[1], len({models[0], models[0], models[1]}), {models[1]: "r"}[models[1]])
print(3 * models[0] == Neuron(12), (models[0] * 2).size, models[0][1], models[0][-1], models[0][1:3], 3 in models[0], 4 in models[0], "x" in models[0])
for action in (lambda: models[0][4], lambda: Neuron(0), lambda: Neuron(1, bad=1).bad, lambda: models[0].parameters.nothing, lambda: setattr(models[0], "size", 3),
               lambda: setattr(models[0], "rate", -1), lambda: Neuron(2) < 3, lambda: models[0] + 1, lambda: Named(colour="red"), lambda: models[0].colour):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)
models[0].rate = 42
print(models[0].rate, vars(models[3])["_size"], hasattr(models[0], "gain"), getattr(models[2], "gain"), models[0].parameters.tau, models[0].parameters["tau"])
clone = copy.deepcopy(models[1])
clone.parameters.tau = 99.0
shallow = copy.copy(models[1])
shallow.parameters["tau_ref"] = 7
print(models[1].parameters, clone.parameters, shallow.parameters is models[1].parameters, type(clone.parameters).__name__, dict(clone.parameters) == clone.parameters)


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, o):
        return Vector(self.x + o.x, self.y + o.y)

    def __sub__(self, o):
        return self + -o

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __abs__(self):
        return math.hypot(self.x, self.y)

    def __radd__(self, o):
        return self if o == 0 else NotImplemented

    def __iadd__(self, o):
        self.x += o.x
        self.y += o.y
        return self

    def __matmul__(self, o):
        return self.x * o.x + self.y * o.y

    def __iter__(self):
        return iter((self.x, self.y))

    def __format__(self, spec):
        return f"({self.x:{spec}}, {self.y:{spec}})" if spec else str(self)

    def __str__(self):
        return f"<{self.x} {self.y}>"

    def __float__(self):
        return float(abs(self))

    def __round__(self, digits=0):
        return Vector(round(self.x, digits), round(self.y, digits))


u, v = Vector(1, 2), Vector(3, 4.5)
w = u
w += v
print(u, w is u, u - v, abs(Vector(3, 4)), u @ v, sum([u, v]), list(v), f"{v:.2f} {v}", "{:>5}".format(u), float(Vector(6, 8)), round(Vector(1.256, 2.0), 1), tuple(-v))
try:
    u + 1
except AttributeError as e:
    print(e)
try:
    1 + u
except TypeError as e:
    print(e)


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(4)), sum(Countdown(5)), [a for a in zip(Countdown(3), "abc")], 2 in Countdown(3), max(Countdown(3)), *Countdown(2))
