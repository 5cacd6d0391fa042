a = [3, 1, 2]
a.append(5)
a.extend([9, 8])
a.insert(1, 7)
print(a, len(a), a.index(7), a.count(1), 9 in a)
print(a.pop(), a.pop(0), a)
a.remove(1)
print(a)
a.sort()
print(a, sorted(a, reverse=True), sum(a), min(a), max(a))
a.reverse()
print(a)
b = a[:]
b[0] = 100
print(a, b, a == b, a is b, a != b)
b[1:3] = [1, 2, 3, 4]
print(b)
del b[0], b[-1]
print(b)
del b[1:3]
print(b)
m = [[0] * 3 for _ in range(2)]
m[1][2] = 5
print(m, m[1], [row[2] for row in m])
print([1, 2] + [3], [0] * 4, [1, 2] < [1, 3], [[]] * 2)
words = ["pear", "fig", "banana", "kiwi"]
print(sorted(words), sorted(words, key=len), sorted(words, key=lambda w: (-len(w), w)))
words.sort(key=lambda w: w[-1], reverse=True)
print(words)
pairs = [(2, "b"), (1, "z"), (2, "a")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]))
t = (1, 2, 3)
print(t[1], t[::-1], t + (4,), t * 2, 2 in t, len(t), t.index(3), t.count(1))
x = list(range(10))
print(x[2:8:3], x[::-2], x[-3:], x[5:2:-1], x[::3])
x[::2] = [0] * 5
print(x)
x.clear()
print(x, bool(x), not x)
c = [1, [2, 3]]
d = c.copy()
d[1].append(4)
print(c, d)
print(list(zip([1, 2, 3], "abc")), list(map(lambda v: v * v, [1, 2, 3])), list(filter(None, [0, 1, 2])))
print(list(reversed([1, 2, 3])), list(enumerate(["x"])), any([0, 1]), all([1, 0]), all([]))
e = [1, 2]
e += (3, 4)
e *= 2
print(e)
f = e
f += [0]
print(e is f, len(e))
try:
    [1, 2].remove(3)
except ValueError as err:
    print(err)
try:
    [].pop()
except IndexError as err:
    print(err)
try:
    [1][1.5]
except TypeError as err:
    print(err)
