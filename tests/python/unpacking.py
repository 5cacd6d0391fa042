a, b = 1, 2
a, b = b, a
print(a, b)
(a, b), c = [3, 4], 5
print(a, b, c)
first, *middle, last = range(6)
print(first, middle, last)
*init, tail = "abc"
print(init, tail)
head, *nothing = [1]
print(head, nothing)
[x, y] = {"k": 1, "l": 2}
print(x, y)
i = j = k = 7
print(i, j, k)
p = q = []
p.append(1)
print(q, p is q)
lst = [0, 0, 0]
lst[0], lst[2] = 5, 6
print(lst)
i = 0
i, lst[i] = 1, 9
print(i, lst)


class O:
    pass


o = O()
o.a, o.b = 1, [2]
o.b[0], o.c = 3, o.a
print(o.a, o.b, o.c)


def pair():
    return 1, (2, 3)


m, (n, r) = pair()
print(m, n, r)
print(*[1, 2], *(3, 4), sep="-")
print([*range(3), 10, *"ab"], (*[1], 2), {*[1, 1]}, {**{"a": 1}, "b": 2})
for bad in ([1], [1, 2, 3]):
    try:
        a, b = bad
    except ValueError as e:
        print(e)
try:
    a, *b, c = [1]
except ValueError as e:
    print(e)
try:
    a, b = 5
except TypeError as e:
    print(e)
x = 1,
print(x)
x: int = 5
y: "never evaluated" = x + 1
print(x, y)
if (n := len([1, 2, 3])) > 2:
    print("walrus", n)
t = (u := 2) + u
print(t, u)


def walrus():
    v = 1
    return v + (v := 10) + v


print(walrus())
del a
try:
    a
except NameError as e:
    print(e)
d = {"x": {"y": [1, 2]}}
d["x"]["y"][1] += 40
print(d)
(s) = 3
print(s)


def delete_local():
    v = 1
    del v
    try:
        return v
    except UnboundLocalError as e:
        return type(e).__name__


print(delete_local())
