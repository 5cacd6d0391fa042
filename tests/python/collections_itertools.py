# The containers of collections and the iterators of itertools, and json.
import itertools
import json
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple

Spike = namedtuple("Spike", "neuron t weight", defaults=[1.0])
spikes = [Spike(k % 3, 0.5 * k, 1 + k / 10) for k in range(7)] + [Spike(9, t=1.25)]
print(spikes[0], spikes[-1], Spike._fields, spikes[1]._asdict(), spikes[2]._replace(t=-1.0), Spike(*[1, 2, 3]) == (1, 2, 3))
neuron, t, weight = spikes[3]
print(neuron, t, weight, spikes[3].neuron, spikes[3][1], max(spikes, key=lambda s: s.weight).t, sorted(spikes, key=lambda s: (s.neuron, -s.t))[0], len(spikes[0]))


class Event(namedtuple("Event", ["time", "kind"])):
    def shifted(self, by):
        return self._replace(time=self.time + by)

    def __str__(self):
        return f"{self.kind}@{self.time}"


print(Event(1, "on").shifted(2), [Event(1, "off")], Event(2, "a") < Event(2, "b"), isinstance(Event(0, ""), tuple))
for bad in (lambda: Spike(), lambda: Spike(1, 2, 3, 4), lambda: Spike(1, 2, nothing=3), lambda: spikes[0].nothing, lambda: setattr(spikes[0], "t", 1)):
    try:
        bad()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)

trains = defaultdict(list)
for s in spikes:
    trains[s.neuron].append(s.t)
print(trains, dict(trains), trains.get(5), 5 in trains, trains[5], len(trains), trains.default_factory)
nested = defaultdict(lambda: defaultdict(int))
for a, b in itertools.product("xy", repeat=2):
    nested[a][b] += ord(a) - ord(b)
print({k: dict(v) for k, v in nested.items()}, defaultdict(int, a=1)["b"], sorted(defaultdict(set, {1: {2}})[1]))

counts = Counter(s.neuron for s in spikes)
print(counts, counts.most_common(1), counts[7], sum(counts.values()), sorted(counts.elements()), counts + Counter([7, 7]), counts - Counter({0: 2}), counts & Counter([0]), Counter("hello") | Counter("world"))
counts.update([7])
counts.subtract({0: 1})
del counts[9]
print(counts, counts.total(), dict(counts), Counter(a=3, b=-1) + Counter(), Counter("aab") == Counter("aba"), max(counts, key=counts.get))

recent = deque(maxlen=3)
for k in range(5):
    recent.append(k)
    print(list(recent), end=" ")
recent.appendleft("new")
print(recent, recent[0], recent[-1], len(recent), "new" in recent)
queue = deque([(0, "root")])
order = []
children = {"root": ["a", "b"], "a": ["c"], "b": ["d", "e"], "e": ["f"]}
while queue:
    depth, node = queue.popleft()
    order.append((node, depth))
    queue.extend((depth + 1, child) for child in children.get(node, []))
print(order)
ring = deque("abcde")
ring.rotate(2)
print(ring, ring.pop(), ring.index("b"), ring.count("z"), list(reversed(ring)), deque([1, 2]) == deque([1, 2]), deque([3], maxlen=2))

lru = OrderedDict()
for key in "abcab":
    lru[key] = lru.get(key, 0) + 1
    lru.move_to_end(key)
print(lru, list(lru), lru.popitem(last=False), lru.popitem(), len(lru), OrderedDict(x=1) == {"x": 1})

print(list(itertools.chain([1], (2, 3), "ab")), list(itertools.chain.from_iterable([[1], [2, 3]])), list(itertools.islice(itertools.count(5, 2), 4)))
print(list(itertools.accumulate([1, 2, 3, 4])), list(itertools.accumulate([3, 1, 2], max)), list(itertools.accumulate([1, 2], initial=10)), list(itertools.pairwise("abcd")))
print(list(itertools.combinations("abc", 2)), list(itertools.permutations([1, 2, 3], 2)), list(itertools.combinations_with_replacement("ab", 2)))
print([(k, list(group)) for k, group in itertools.groupby([1, 1, 2, 3, 3, 1])], {k: len(list(v)) for k, v in itertools.groupby(sorted("banana"))})
print(list(itertools.takewhile(lambda v: v < 3, [1, 2, 3, 1])), list(itertools.dropwhile(lambda v: v < 3, [1, 2, 3, 1])), list(itertools.filterfalse(str.isdigit, "a1b2")))
print(list(itertools.zip_longest([1, 2], "a", fillvalue="-")), list(itertools.starmap(pow, [(2, 3), (3, 2)])), list(itertools.repeat("x", 3)), list(zip(itertools.cycle("ab"), range(5))))
print(list(itertools.product([0, 1], "ab")), len(list(itertools.product(range(3), repeat=3))), list(itertools.compress("abcd", [1, 0, 1, 0])))
first, second = itertools.tee([1, 2, 3])
print(list(first), list(second), list(itertools.islice("abcdef", 1, None, 2)), sum(itertools.islice(itertools.repeat(2), 5)))

settings = {"name": "run 1", "sizes": [3200, 800], "scale": 0.1, "nested": {"on": True, "seed": None}, "text": "tab\t \"quoted\" é"}
text = json.dumps(settings)
print(text, json.loads(text) == settings)
print(json.dumps(settings, indent=2, sort_keys=True))
print(json.dumps([1.0, 1e-7, 1e22, -0.0], separators=(",", ":")), json.dumps({1: (1, 2), "k": spikes[0]}), json.dumps("é😀", ensure_ascii=False))
for wrong in ("", "[1,", "{'a': 1}", "nul", "[1] 2"):
    try:
        json.loads(wrong)
    except json.JSONDecodeError as e:
        print(e)
try:
    json.dumps({"s": {1, 2}})
except TypeError as e:
    print(e)
groups = {frozenset({"E", "I"}): 1, frozenset(): 0}
print(groups[frozenset({"I", "E"})], frozenset([1]) == {1}, frozenset([1, 2]) | {3} == {1, 2, 3}, len(frozenset("aab")), isinstance(frozenset(), set), frozenset([5]))
