def inner(values):
    return values[3]


def outer():
    print("before the error")
    return inner([1, 2, 3])


outer()
print("never reached")
