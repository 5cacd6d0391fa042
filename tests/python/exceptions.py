class MyError(ValueError):
    def __init__(self, code, message="none"):
        super().__init__(message)
        self.code = code


def fail(kind):
    if kind == 0:
        return [][1]
    if kind == 1:
        return {}["key"]
    if kind == 2:
        return 1 / 0
    if kind == 3:
        return int("x1")
    if kind == 4:
        raise MyError(42, "mine")
    if kind == 5:
        return "a" + 1
    if kind == 6:
        return None.attribute
    if kind == 7:
        return undefined_name
    if kind == 8:
        a, b = [1, 2, 3]
    if kind == 9:
        return len(5)
    raise RuntimeError


for kind in range(11):
    try:
        fail(kind)
    except MyError as e:
        print("MyError", e.code, e)
    except (IndexError, KeyError) as e:
        print("lookup", type(e).__name__, e)
    except ArithmeticError as e:
        print("arithmetic", type(e).__name__, e)
    except Exception as e:
        print(type(e).__name__, e)
    else:
        print("no error")

try:
    print(e)
except NameError:
    print("e is gone")


def nested():
    try:
        try:
            raise KeyError("inner")
        except ValueError:
            print("wrong")
        finally:
            print("inner finally")
    except KeyError as e:
        print("outer got", e.args)
        try:
            raise ValueError("second") from e
        except ValueError as second:
            return second
    finally:
        print("outer finally")


v = nested()
print(v, repr(v.__cause__))


def again():
    try:
        raise TypeError("first")
    except TypeError:
        print("handling")
        raise


try:
    again()
except TypeError as e:
    print("again", e)

try:
    assert 1 + 1 == 3, "sum is " + str(1 + 1)
except AssertionError as e:
    print("assert:", e)
assert True, "never"
try:
    raise MyError
except TypeError as e:
    print("TypeError")
try:
    raise "text"
except TypeError as e:
    print(e)
print(repr(ValueError("a", 1)), str(ValueError()), str(ValueError("a", 1)), ValueError(3).args)
try:
    try:
        raise KeyError("k")
    except KeyError:
        raise ValueError("from handler")
except ValueError as e:
    print(e)
try:
    raise StopIteration
except Exception as e:
    print(type(e).__name__, isinstance(e, Exception))
