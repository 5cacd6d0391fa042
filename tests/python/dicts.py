d = {"a": 1, "b": 2}
d["c"] = 3
print(d, len(d), d["a"], d.get("z"), d.get("z", 0), "a" in d, "z" not in d)
print(list(d), list(d.keys()), list(d.values()), list(d.items()))
for k, v in d.items():
    print(k, v, end=";")
print()
del d["b"]
print(d, d.pop("a"), d.pop("zz", None), d)
d.update({"x": 10}, y=20)
d.update([("z", 30)])
print(d)
print(d.setdefault("x", 99), d.setdefault("new", []), d)
d["new"].append(1)
print(d, {**d, "x": 0, **{"q": 1}})
print(dict(a=1, b=2), dict([("k", 1)]), dict(zip("ab", [1, 2])), dict())
print({k: v * v for k, v in zip("abc", range(3)) if v}, {1: "int", 2.5: "float", (1, 2): "tuple", None: 0, True: 3})
print(d == {"x": 1}, {"a": 1, "b": 2} == {"b": 2, "a": 1})
e = d.copy()
e.clear()
print(len(d), e, bool(e))
print(sorted({"b": 1, "a": 2}), max({"b": 1, "a": 2}), sum({1: 2, 3: 4}.values()))
print(dict.fromkeys(["a", "b"], 0), {1, 2} | {3}, {1, 2} & {2}, {1, 2} - {2}, {1, 2} ^ {2, 3})
s = set()
s.add(1)
s.add(1)
s.update([2, 3])
s.discard(7)
s.remove(2)
print(s, len(s), 1 in s, {1} <= s, s == {3, 1}, sorted(s | {0}))
print({x % 3 for x in range(10)} == {0, 1, 2})
nested = {"k": {"l": [1, 2, {"m": 3}]}}
print(nested["k"]["l"][2]["m"])
nested["k"]["l"][2]["m"] += 1
print(nested)
counts = {}
for w in "the cat the dog the end".split():
    counts[w] = counts.get(w, 0) + 1
print(counts, sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))
try:
    {}["missing"]
except KeyError as err:
    print(repr(err), err)
try:
    {[]: 1}
except TypeError as err:
    print(err)
print(d.popitem(), {1: 1} | {2: 2}, {1: 1.0}[1.0], {1, True, 1.0})
