def counter(start=0):
    n = start

    def step(by=1):
        nonlocal n
        n += by
        return n

    def value():
        return n

    return step, value


step, value = counter(10)
step()
step(5)
print(value())
other, other_value = counter()
other()
print(value(), other_value())

makers = [lambda x, i=i: x + i for i in range(3)]
print([m(10) for m in makers])
late = [lambda: i for i in range(3)]
print([f() for f in late])


def adders():
    result = []
    for k in range(3):
        result.append(lambda x: x + k)
    return result


print([f(1) for f in adders()])


def compose(*functions):
    def run(x):
        for f in functions:
            x = f(x)
        return x

    return run


print(compose(lambda x: x + 1, lambda x: x * 2, str)(4))


def deep():
    a = 1

    def middle():
        b = 2

        def inner():
            nonlocal a, b
            a += 10
            b += 20
            return a + b

        return inner() + b

    return middle() + a


print(deep())


def memo(f):
    cache = {}

    def wrapper(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]

    wrapper.cache = cache
    return wrapper


@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(60), len(fib.cache))


def unbound():
    def inner():
        return late_value

    try:
        inner()
    except NameError as e:
        print(type(e).__name__)
    late_value = 3
    return inner()


print(unbound())


def parameter_cell(p):
    def change():
        nonlocal p
        p = p * 2

    change()
    change()
    return p


print(parameter_cell(3))
