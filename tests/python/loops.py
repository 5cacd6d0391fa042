n = 0
while n < 3:
    n += 1
else:
    print("while else", n)
while True:
    n -= 1
    if n == 1:
        break
else:
    print("never")
for i in range(3):
    if i == 5:
        break
else:
    print("for else", i)
for i in range(3):
    if i == 1:
        break
else:
    print("never")
print(i)
for i in range(10, 0, -3):
    print(i, end=" ")
print()
for i, (a, b) in enumerate([(1, 2), (3, 4)]):
    print(i, a, b)
for a, *rest in [(1, 2, 3), (4,)]:
    print(a, rest)
for k in {"x": 1, "y": 2}:
    print(k, end=" ")
for c in "hi":
    print(c, end=" ")
print()


def first_even(values):
    for v in values:
        if v % 2 == 0:
            return v
    return None


print(first_even([1, 3, 4, 6]), first_even([1]))


def primes(limit):
    found = []
    for k in range(2, limit):
        for p in found:
            if k % p == 0:
                break
        else:
            found.append(k)
    return found


print(primes(30))
out = []
for x in range(3):
    for y in range(3):
        if y == x:
            continue
        if y > x:
            break
        out.append((x, y))
print(out)
values = [1, 2, 3]
for v in values:
    if v < 3:
        values.append(v + 10)
print(values)
d = {}
for d["key"] in [1, 2]:
    pass
print(d)


class P:
    pass


p = P()
for p.x in range(4):
    pass
print(p.x)
for _ in []:
    never = 1
else:
    print("empty else")
i = 0
while i < 10:
    i += 1
    if i % 2:
        continue
    if i > 6:
        break
    print(i, end=",")
print(i)
print(list(range(5)), list(range(2, 5)), list(range(0)), len(range(0, 10, 3)), range(5)[2], 3 in range(5), range(3))
it = iter([1, 2])
print(next(it), next(it), next(it, "done"))
for a, b in zip([1, 2, 3], [4, 5]):
    print(a * b, end=" ")
print()
