# Exceptions: classes of a script's own, chains, cleaning up, context managers, what is raised by what.


class ModelError(Exception):
    """Base of the errors of this script."""

    def __init__(self, message, *, model=None, code=1):
        super().__init__(message)
        self.model = model
        self.code = code

    def __str__(self):
        where = f" in {self.model}" if self.model else ""
        return f"[{self.code}] {super().__str__()}{where}"


class SizeError(ModelError, ValueError):
    pass


class Silent(Exception):
    pass


def check(n):
    if not isinstance(n, int):
        raise TypeError(f"size must be int, not {type(n).__name__}")
    if n < 0:
        raise SizeError("negative size", model="LIF", code=2)
    if n == 0:
        raise Silent
    return n


for value in (3, -1, 0, "x", None):
    try:
        result = check(value)
    except SizeError as e:
        print("SizeError", e, repr(e), e.args, e.model, e.code, isinstance(e, ValueError))
    except (TypeError, KeyError) as e:
        print(type(e).__name__, e)
    except Exception as e:
        print("other", repr(e), str(e) == "", e.args)
    else:
        print("fine", result)
    finally:
        print("checked", value)


def chain():
    try:
        try:
            {}["missing"]
        except KeyError as e:
            raise ModelError("lookup failed") from e
    except ModelError as e:
        return e


e = chain()
print(e, repr(e.__cause__), type(e.__cause__).__name__, e.__cause__.args)

try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise RuntimeError("second")
except RuntimeError as e:
    print(e, type(e.__context__).__name__ if hasattr(e, "__context__") else "ZeroDivisionError", e.__cause__ if hasattr(e, "__cause__") else None)


def order(steps, fail):
    try:
        steps.append("try")
        if fail == "try":
            raise ValueError("in try")
        return steps
    except ValueError:
        steps.append("except")
        if fail == "try":
            raise
    else:
        steps.append("else")
    finally:
        steps.append("finally")


print(order([], None))
trace = []
try:
    order(trace, "try")
except ValueError as e:
    print(e, trace)


def overriding():
    try:
        return "try"
    finally:
        return "finally"


def loops():
    seen = []
    for k in range(5):
        try:
            if k == 1:
                continue
            if k == 3:
                break
            seen.append(k)
        finally:
            seen.append(-k)
    else:
        seen.append("else")
    while True:
        try:
            break
        finally:
            seen.append("end")
    return seen


print(overriding(), loops())


class Resource:
    opened = []

    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        self.opened.append(self.name)
        return self

    def __exit__(self, kind, value, traceback):
        self.opened.append(f"/{self.name}" + (f":{kind.__name__}" if kind else ""))
        return self.swallow


with Resource("a") as a, Resource("b"):
    print(a.name, Resource.opened)
with Resource("c", swallow=True):
    raise KeyError("swallowed")
try:
    with Resource("d"):
        with Resource("e"):
            raise IndexError("through")
except IndexError as e:
    print(e)
print(Resource.opened)


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


cases = [
    (lambda: [][0],), (lambda: {}["k"],), (lambda: {1: 2}[(1, 2)],), (lambda: "abc"[7],), (lambda: (1, 2)[5],), (lambda: int("12x"),), (lambda: float(""),),
    (lambda: 1 + "1",), (lambda: "1" + 1,), (lambda: [1] + (2,),), (lambda: None + 1,), (lambda: len(3),), (lambda: iter(3),), (lambda: {[]: 1},),
    (lambda: undefined_name,), (lambda: (1).missing,), (lambda: [].push(1),), (lambda: Resource.nothing,), (lambda: Resource("x").nothing,),
    (lambda: check(),), (lambda: check(1, 2),), (lambda: check(m=1),), (lambda: Resource(),), (lambda: 3(),), (lambda: None.x,), (lambda: max([]),),
    (lambda: [1, 2].remove(3),), (lambda: [].pop(),), (lambda: [1].index(2),), (lambda: {}.popitem(),), (lambda: set().pop(),), (lambda: next(iter([])),),
    (lambda: "a".join([1]),), (lambda: "%d" % "x",), (lambda: "{}".format(),), (lambda: "{:d}".format(1.5),), (lambda: f"{'x':d}",), (lambda: int(None),),
    (lambda: sorted([1, "a"]),), (lambda: [] < 1,), (lambda: 1 < "a",), (lambda: -"x",), (lambda: ~1.5,), (lambda: 1 << -1,), (lambda: 0 ** -1,), (lambda: 5 % 0,),
    (lambda: divmod(1, 0),), (lambda: 1.0 // 0,), (lambda: range(1, 2, 0),), (lambda: range(1.5),), (lambda: chr(-1),), (lambda: ord("ab"),), (lambda: round("x"),),
    (lambda: abs("x"),), (lambda: sum(["a"]),), (lambda: sum(3),), (lambda: zip(1),), (lambda: dict([1]),), (lambda: dict([(1, 2, 3)]),), (lambda: tuple(3),),
    (lambda: isinstance(1, "int"),), (lambda: getattr(1, "x"),), (lambda: setattr(1, "x", 2),), (lambda: print(sep=1),), (lambda: print(nonsense=1),),
    (lambda: (lambda a, *, b: 0)(1),), (lambda: (lambda a, /: 0)(a=1),), (lambda: (lambda a, b=1, *c: 0)(),), (lambda: int(float("inf")),), (lambda: int(float("nan")),),
    (lambda: str.upper(3),), (lambda: "abc".index("z"),), (lambda: "a".split(""),), (lambda: "abc".replace("a"),), (lambda: "x" * "y",), (lambda: [1] * 1.5,),
]
for case in cases:
    print(attempt(*case))


def unpacking(value):
    a, b = value
    return a, b


for value in ((1, 2), [1, 2, 3], "x", 5, {1: 2, 3: 4}, None, range(2)):
    print(attempt(unpacking, value))


def uses_before():
    print(later)
    later = 1


def deleted():
    x = 1
    del x
    return x


for f in (uses_before, deleted):
    try:
        f()
    except UnboundLocalError as e:
        print(type(e).__name__, e)

try:
    assert 1 + 1 == 3, ("sums", 2)
except AssertionError as e:
    print(e.args, e)
try:
    assert []
except AssertionError as e:
    print(repr(e))
try:
    raise ModelError("plain").with_traceback(None)
except ModelError as e:
    saved = e
print(saved, attempt(lambda: e))
try:
    raise "text"
except TypeError as e:
    print(e)
try:
    try:
        raise ValueError(1, "two")
    except ValueError as e:
        print(e, e.args, repr(e))
        raise KeyError(*e.args[1:]) from None
except KeyError as e:
    print(e, repr(e))
for E in (ValueError, KeyError, SizeError, StopIteration, SystemExit, KeyboardInterrupt, FileNotFoundError, RecursionError, NotImplementedError, UnicodeError):
    print(E.__name__, issubclass(E, Exception), issubclass(E, LookupError), issubclass(E, (ValueError, OSError, RuntimeError)), [c.__name__ for c in E.__mro__[:3]])


class Broken(dict):
    def fail(self, *args):
        raise LookupError("broken")

    __repr__ = __str__ = __len__ = __iter__ = __eq__ = __hash__ = __getitem__ = __setitem__ = __delitem__ = __contains__ = __missing__ = __call__ = __format__ = fail


class Faulty:
    __repr__ = __str__ = __len__ = __iter__ = __eq__ = __lt__ = __hash__ = __getitem__ = __setitem__ = __add__ = __radd__ = __neg__ = __call__ = __format__ = Broken.fail
    __getattr__ = __float__ = __index__ = __abs__ = __round__ = __contains__ = __delitem__ = Broken.fail


def store(container):
    container[1] = 2


def remove(container):
    del container[1]


def entered(resource):
    with resource:
        return "inside"


class Half:
    def __enter__(self):
        return self


for resource in (5, None, Half(), Silent()):
    print(attempt(entered, resource))
for broken in (Broken(), Faulty()):
    for action in (repr, str, len, list, lambda b: b == 1, lambda b: {b: 1}, lambda b: b[1], store, remove, lambda b: 1 in b, lambda b: b(), format, lambda b: f"{b}", bool,
                   lambda b: [b] == [1], lambda b: str([b]), lambda b: "%s" % b, lambda b: "{}".format(b), lambda b: sorted([b, b]), lambda b: max(b, b), lambda b: b in [1]):
        print(attempt(action, broken), end="; ")
    print()
for action in (lambda b: b + 1, lambda b: 1 + b, lambda b: -b, float, abs, round, lambda b: [1, 2][b], lambda b: b.nothing, lambda b: sum([b]), lambda b: range(b), lambda b: "a" * b, lambda b: {1: b} == {1: 2}):
    print(attempt(action, Faulty()), end="; ")
print()
