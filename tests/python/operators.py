class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        if isinstance(other, Vector):
            return Vector(self.x + other.x, self.y + other.y)
        return NotImplemented

    def __radd__(self, other):
        return Vector(self.x + other, self.y + other)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k)

    def __rmul__(self, k):
        return self * k

    def __truediv__(self, k):
        return Vector(self.x / k, self.y / k)

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __abs__(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __lt__(self, other):
        return abs(self) < abs(other)

    def __hash__(self):
        return hash((self.x, self.y))

    def __repr__(self):
        return f"Vector({self.x}, {self.y})"

    def __str__(self):
        return f"<{self.x}, {self.y}>"

    def __bool__(self):
        return bool(self.x or self.y)

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __setitem__(self, i, v):
        if i == 0:
            self.x = v
        else:
            self.y = v

    def __contains__(self, v):
        return v in (self.x, self.y)

    def __iter__(self):
        return iter([self.x, self.y])

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __call__(self, k):
        return self.x * k


v, w = Vector(1, 2), Vector(3, 4)
print(v + w, v - w, v * 3, 3 * v, w / 2, -v, abs(w), [v, w])
print(v == Vector(1, 2), v != w, v < w, w > v, sorted([w, v]))
print(bool(Vector(0, 0)), not v, len(v), v[0], v[-1], 3 in w, 5 in w, list(w), v(10))
u = v
u += w
print(u is v, v, str(v), repr(v), f"{v}", "%s %r" % (v, v))
v[0] = 50
x, y = v
print(x, y, 5 + w, sum([1, 2], 3))
print({Vector(1, 1): "a"}[Vector(1, 1)], Vector(1, 1) in [Vector(1, 1)])
try:
    v + "text"
except TypeError as e:
    print(e)
try:
    v // 2
except TypeError as e:
    print(e)


class Matrix:
    def __matmul__(self, other):
        return "matmul"

    def __pow__(self, n):
        return n

    def __and__(self, o):
        return "and"

    def __invert__(self):
        return "invert"

    def __mod__(self, o):
        return "mod"


m = Matrix()
print(m @ m, m ** 3, m & m, ~m, m % 1)


class Dynamic:
    def __getattr__(self, name):
        if name.startswith("get_"):
            return lambda: name[4:]
        raise AttributeError(name)


print(Dynamic().get_thing(), hasattr(Dynamic(), "other"))
