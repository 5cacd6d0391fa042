import time


def inner(values, place):
    return values[place]


def outer(place):
    print("before the error")
    return inner([1, 2, 3], place)


# The clock decides, so that only the run can tell that the index is out of range.
outer(3 if time.time() > 0 else 0)
print("never reached")
