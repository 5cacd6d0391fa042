def plain(a, b, c=3, d=4):
    return (a, b, c, d)


print(plain(1, 2), plain(1, 2, 30), plain(1, b=2, d=40), plain(*[1, 2], **{"c": 5}), plain(*(1,), 2, *[3]))


def star(first, *rest, key=None, **extra):
    return first, rest, key, extra


print(star(1), star(1, 2, 3), star(1, key=5), star(1, 2, x=3, y=4, key=6))


def only(a, /, b, *, c, d=10):
    return a, b, c, d


print(only(1, 2, c=3), only(1, b=2, c=3, d=4))


def mutable(item, box=[]):
    box.append(item)
    return box


print(mutable(1), mutable(2), mutable(3, []))
n = 5


def early(value=n):
    return value


n = 6
print(early())


def order(*args, **kwargs):
    return args, list(kwargs.items())


print(order(1, *[2, 3], x=1, **{"y": 2}, z=3), order(*"ab", *range(2)))


def forward(*args, **kwargs):
    return plain(*args, **kwargs)


print(forward(1, 2, d=9), (lambda *a, k=2: (a, k))(1, 2), (lambda: 7)(), (lambda a, b=1: a + b)(2))


def message(f):
    try:
        f()
    except TypeError as e:
        print(e)


message(lambda: plain())
message(lambda: plain(1))
message(lambda: plain(1, 2, 3, 4, 5))
message(lambda: plain(1, 2, a=1))
message(lambda: plain(1, 2, zzz=1))
message(lambda: only(1, 2))
message(lambda: only(a=1, b=2, c=3) if False else only(1, 2, 3))
message(lambda: plain(**{"a": 1, "b": 2}, **{"a": 3}))
message(lambda: plain(*5))
message(lambda: plain(**5))
message(lambda: 5())


class Callable:
    def __call__(self, *args):
        return len(args)


print(Callable()(1, 2, 3))


def evaluated(x):
    print("eval", x, end=" ")
    return x


plain(evaluated(1), evaluated(2), d=evaluated(3), c=evaluated(4))
print()
