data = list(range(12))
print(data[3:7], data[:4], data[8:], data[:], data[-4:-1], data[::4], data[10:2:-3], data[::-1])
start, stop = 2, 9
print(data[start:stop], data[start:stop:2], data[-stop:-start], data[start + 1:][0])
s = slice(1, 5, 2)
print(data[s], "abcdef"[s], s.start, s.stop, s.step, s)


class Show:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


show = Show()
print(show[1], show[1:2], show[1, 2], show[:, 0], show[..., None], show[1:2, ::3], show["a"], show[()])
show[1:2] = "v"
show[:, 1] = 5
del show[3]
del show[1:]
data[2:5] = ["a"]
print(data)
data[1:1] = [100, 200]
print(data)
data[::3] = ["x"] * len(data[::3])
print(data)
del data[::2]
print(data)
del data[:2]
print(data)
t = tuple(range(5))
print(t[1:], t[::-1], t[-2:], t[5:], t[:100])
text = "slicing"
print(text[1:-1], text[::-2], text[3], text[-3:])
try:
    data[::0]
except ValueError as e:
    print(e)
try:
    data[100]
except IndexError as e:
    print(e)
try:
    t[0] = 1
except TypeError as e:
    print(e)
r = range(0, 20, 2)
print(r[2:5], list(r[::-1])[:3], r[-1], len(r))
m = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
print([row[1:] for row in m[1:]], m[-1][-1], m[0][::-1])
i = 1
m[i][i + 1] *= 10
print(m)
