# Recursion without end, of calls and of values, is a RecursionError; deep recursion that ends is none.
import copy
import functools

def attempt(name, f):
    try:
        r = f()
        print(name, 'fine', r if isinstance(r, (int, str, bool)) else type(r).__name__)
    except RecursionError as e:
        print(name, type(e).__name__)
    except Exception as e:
        print(name, type(e).__name__, e)

def down(n):
    return 0 if n == 0 else 1 + down(n - 1)
attempt('900', lambda: down(900))
def nested(n):
    for a in [1]:
        for b in [2]:
            if a < b:
                try:
                    with Ctx() as c:
                        while True:
                            if n == 0:
                                return 0
                            return 1 + nested(n - 1)
                finally:
                    pass
class Ctx:
    def __enter__(self): return self
    def __exit__(self, *a): return False
attempt('nested 700', lambda: nested(700))
attempt('nested forever', lambda: nested(-1))
def by_sort(n):
    return sorted([1, 2], key=lambda k: by_sort(n - 1) if n else 0)
attempt('sort forever', lambda: by_sort(-1))
def by_map(n):
    return list(map(lambda k: by_map(n - 1) if n else [0], [1]))
attempt('map 300', lambda: len(by_map(300)))
attempt('map forever', lambda: by_map(-1))
class A:
    def __getattr__(self, name): return getattr(self, name + 'x')
attempt('getattr', lambda: A().x)
class B:
    def __eq__(self, other): return other == self
attempt('eq', lambda: B() == B())
class C:
    def __repr__(self): return 'C(' + repr(self) + ')'
attempt('repr', lambda: repr(C()))
class D:
    def __init__(self): self.d = D()
attempt('init', lambda: D())
class E:
    @property
    def p(self): return self.p
attempt('property', lambda: E().p)
class F:
    def __add__(self, o): return self + o
attempt('add', lambda: F() + 1)
class G:
    def __call__(self): return self()
attempt('call', lambda: G()())
class H:
    def __iter__(self): return iter(self)
attempt('iter', lambda: list(H()))
class I:
    def __getitem__(self, k): return self[k]
attempt('getitem', lambda: I()[0])
class J:
    def __len__(self): return len(self)
attempt('len', lambda: len(J()))
class K:
    def __hash__(self): return hash(self)
attempt('hash', lambda: hash(K()))
attempt('hash in dict', lambda: {K(): 1})
x = []
for k in range(100000):
    x = [x]
attempt('deep repr', lambda: repr(x))
y = []
for k in range(100000):
    y = [y]
attempt('deep equal', lambda: x == y)
attempt('deep less', lambda: x < y)
attempt('deep copy', lambda: copy.deepcopy(x))
attempt('deep format', lambda: f'{x}')
attempt('deep join', lambda: '%s' % x)
d = {}
for k in range(100000):
    d = {'a': d}
attempt('deep dict repr', lambda: len(str(d)))
z = []
z.append(z)
attempt('cycle', lambda: repr(z))
attempt('cycle equal', lambda: z == [z])
attempt('partial', lambda: functools.partial(down, 5)())
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
attempt('fib', lambda: fib(90))
def gen_deep(n):
    return sum(gen_deep(n - 1) for k in range(1)) if n else 1
attempt('comprehension', lambda: gen_deep(300))
def mutual_a(n): return mutual_b(n + 1)
def mutual_b(n): return mutual_a(n + 1)
attempt('mutual', lambda: mutual_a(0))
def catching(n):
    try:
        return catching(n + 1)
    except RecursionError:
        return 'caught'
attempt('catching', lambda: catching(0))
