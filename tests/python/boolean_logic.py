def t(v):
    print("t(%r)" % (v,), end=" ")
    return v


print(t(1) and t(2), t(0) and t(2), t(1) or t(2), t(0) or t("") or t([]))
print(t(1) and t(0) or t(3))
print(not t(0), not (t(1) and t(2)))
print(t(1) < t(2) < t(3), t(3) < t(2) < t(1), t(1) == t(1) != t(2))
print("yes" if t(1) else "no", "yes" if t(0) else "no")
print(None or "default", 0 or None, "" and "x", [] or {}, [1] and {})
print(1 < 2 and 2 < 3, 1 if 2 > 3 else 4 if 0 else 5)
x = None
print(x is None, x is not None, x == None, (x or 5) + 1)
print(bool([]), bool([0]), bool(""), bool(" "), bool(None), bool(0.0), bool({}), bool(()))
print(1 in [1, 2], 3 not in (1, 2), "k" in {"k": 0}, "b" in "abc", 2 in {1, 2})
print(True and False, True or False, True == 1, True is True, isinstance(True, int))
a = [1]
b = a
print(a is b, a is not [1], a == [1], [] is not [])
y = 5
print(0 < y < 10, 0 < y < 3, y > 2 > 1, 1 <= y <= 5 <= 6)


def classify(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        return "small"
    else:
        return "large"


print([classify(n) for n in (-1, 0, 5, 50)])
z = y and y > 3 or None
print(z)
w = y
w = w or 3
w = w and w + 1
print(w)
print(any([]), all([]), any([0, "", 3]), all([1, "a", 0]))
if not x and y:
    print("both")
print((1, 2) < (1, 3), (1, 2) == (1, 2), "a" < "b" < "c", [1, 2] > [1])
