class Manager:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind.__name__ if kind else None, value)
        return self.swallow


with Manager("a") as name:
    print("body", name)
with Manager("b"):
    pass
with Manager("c") as x, Manager("d") as y:
    print(x, y)
try:
    with Manager("e"):
        raise ValueError("oops")
except ValueError as e:
    print("caught", e)
with Manager("f", swallow=True):
    raise KeyError("swallowed")
print("after")


def returns():
    with Manager("g"):
        return "value"


print(returns())
for i in range(3):
    with Manager("loop%d" % i):
        if i == 0:
            continue
        if i == 1:
            break
try:
    with Manager("outer"), Manager("inner", swallow=False):
        raise RuntimeError("both")
except RuntimeError as e:
    print(e)
with Manager("outer", swallow=True):
    with Manager("inner"):
        1 / 0


class Bad:
    def __enter__(self):
        raise ValueError("in enter")

    def __exit__(self, *args):
        print("never")


try:
    with Bad():
        print("never")
except ValueError as e:
    print(e)


class Resource:
    opened = []

    def __init__(self, key):
        self.key = key

    def __enter__(self):
        self.opened.append(self.key)
        return self

    def __exit__(self, *details):
        self.opened.remove(self.key)


with Resource("x") as r, Resource("y") as s:
    print(Resource.opened, r.key, s.key)
print(Resource.opened)
