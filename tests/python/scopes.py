x = 1


def read():
    return x


def write():
    x = 2
    return x


def change():
    global x, created
    x += 10
    created = "new"


print(read(), write(), x)
change()
print(x, created)


def unbound(flag):
    if flag:
        value = 1
    try:
        return value
    except UnboundLocalError as e:
        return str(e)


print(unbound(True), unbound(False))


def outer():
    x = "outer"

    def inner():
        global x
        return x

    def enclosed():
        return x

    return inner(), enclosed()


print(outer())


def shadow(list):
    return list


print(shadow(3), list("ab"))
len_before = len
len = lambda v: 99
print(len([]))
del len
print(len([]))


def nested_functions(n):
    def square(v):
        return v * v

    def apply(f, v):
        return f(v) + n

    return apply(square, n)


print(nested_functions(4))


def f():
    return g() + 1


def g():
    return 41


print(f())


def default_scope(v=x):
    return v


x = 0
print(default_scope())


def loop_variable():
    for k in range(3):
        pass
    return k


print(loop_variable())


class Counter:
    total = 0

    def add(self):
        Counter.total += 1
        return self

    @classmethod
    def reset(cls):
        cls.total = 0


Counter().add().add()
print(Counter.total)
Counter.reset()
print(Counter.total)


def try_scope():
    try:
        y = 1
        raise ValueError
    except ValueError:
        z = y + 1
    return y, z


print(try_scope())


def with_exception_name():
    e = 5
    try:
        raise ValueError("x")
    except ValueError as e:
        pass
    try:
        return e
    except UnboundLocalError:
        return "gone"


print(with_exception_name())


def conditional():
    if x:
        r = 1
    else:
        r = 2
    return r


print(conditional())
if __name__ == "__main__":
    print("main")
