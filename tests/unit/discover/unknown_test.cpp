// What scripts do with values that are not known: every way through them, with the output of each.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "frontend/discover/unknown.h"
#include "host/values/builtins.h"
#include "host/values/ops.h"
#include "host/values/unknown.h"
#include "tests/unit/discover/script_run.h"

namespace bpl::discover {
namespace {

using host::Context;
using host::Value;

// unknown(): a value that is not known.
bool make_unknown(Context& ctx, const host::Arguments&, Value* result) { return host::give_unknown(ctx, result); }
const host::NativeEntry kUnknown = {"builtins", "unknown", "()", host::OnUnknown::structural, make_unknown};

struct Explored {
  std::set<std::string> outputs;  // one an execution
  std::vector<std::string> errors;
  int executions = 0;
};

// Executes a script until every arm of every choice was taken.
Explored explore(const std::string& text) {
  const Script script("test.bpl", text);
  Explored found;
  if (!script.lowered()) {
    found.errors.push_back(script.errors());
    return found;
  }
  Choices choices;
  std::vector<std::vector<int>> waiting{{}};
  for (; !waiting.empty() && found.executions < 200; ++found.executions) {
    choices.start(waiting.back());
    waiting.pop_back();
    std::string output;
    const auto outcome = script.execute([&](Context& ctx) {
      ctx.unknowns = &choices;
      ctx.builtins->globals.set(ctx.string("unknown"), Value::of(ctx.heap.make<host::Native>(&kUnknown)));
      ctx.write_output = [&](std::string_view t) { output += t; };
    });
    if (!outcome.finished) found.errors.push_back(outcome.traceback);
    found.outputs.insert(output);
    for (const auto& arms : choices.open()) waiting.push_back(arms);
  }
  return found;
}

using Outputs = std::set<std::string>;

// A script, after `u` and `v` were made, and what its executions print.
struct Case {
  const char* script;
  Outputs outputs;
};

class Unknowns : public testing::TestWithParam<Case> {};

TEST_P(Unknowns, EveryWayIsTakenAndNoneFails) {
  const Explored found = explore("u = unknown()\nv = unknown()\n" + std::string(GetParam().script) + "\n");
  EXPECT_EQ(found.outputs, GetParam().outputs) << GetParam().script;
  EXPECT_TRUE(found.errors.empty()) << GetParam().script << "\n" << found.errors.front();
}

const Case kChoices[] = {
    {"print('a' if u else 'b')", {"a\n", "b\n"}},
    {"print('a' if not u else 'b')", {"a\n", "b\n"}},
    {"print('a' if u > 3 and v < 2 else 'b')", {"a\n", "b\n"}},
    {"print('a' if 3 < u < 5 else 'b')", {"a\n", "b\n"}},
    {"print('none' if u is None else 'some')", {"some\n"}},
    {"print('same' if u is u else 'other')", {"same\n"}},
    {"if u == 1: print(1)\nelif u == 2: print(2)\nelse: print(3)", {"1\n", "2\n", "3\n"}},
    {"print(sum(1 for x in u))", {"0\n", "1\n", "2\n"}},
    {"n = 0\nfor x, y in u: n += 1\nprint(n)", {"0\n", "1\n", "2\n"}},
    {"n = 0\nfor k in range(u): n += 1\nprint(n)", {"0\n", "1\n", "2\n"}},
    {"n = 0\nfor k, x in enumerate(u, 5): n = k\nprint(n)", {"0\n", "5\n", "6\n"}},
    {"n = 0\nfor x, y in zip([1, 2, 3], u): n += x\nprint(n)", {"0\n", "1\n", "3\n"}},
    {"n = 0\nwhile u > n: n += 1\nprint('end')", {"end\n"}},
    {"while True:\n  if u: break\nprint('end')", {"end\n"}},
    {"print('y' if isinstance(u, float) else 'n')", {"y\n", "n\n"}},
    {"print('y' if any(x > 3 for x in [u, v]) else 'n')", {"y\n", "n\n"}},
    {"print('y' if u in [1, 2] else 'n')", {"y\n", "n\n"}},
    {"print('y' if 1 in [u, 2] else 'n')", {"y\n", "n\n"}},
    {"print('y' if 2 in [u, 2] else 'n')", {"y\n"}},
    {"print('y' if u in 'text' else 'n')", {"y\n", "n\n"}},
    {"print('y' if [1, u] == [1, 2] else 'n')", {"y\n", "n\n"}},
    {"print('y' if [1, u] == [1] else 'n')", {"n\n"}},
    {"print('y' if (1, u) < (1, 2) else 'n')", {"y\n", "n\n"}},
};
INSTANTIATE_TEST_SUITE_P(Choices, Unknowns, testing::ValuesIn(kChoices));

const Case kDicts[] = {
    {"d = {}\nprint('y' if u in d else 'n')", {"y\n", "n\n"}},
    {"d = {u: 1}\nprint('y' if u in d else 'n', d[u], d)", {""}},
    {"d = {u: 1}\nprint('y' if u in d else 'n', d[u])", {"y 1\n"}},
    {"d = {}\nd[u] = 1\nprint(len(d), [k for k in d.values()])", {"1 [1]\n"}},
    {"d = {}\nd[u] = 1\nd[v] = 2\nprint('two' if len(d) == 2 else 'one')", {"two\n", "one\n"}},
    {"d = {'a': 1}\nd[u] = 2\nprint('y' if d['a'] == 1 else 'n')", {"y\n", "n\n"}},
    {"d = {'a': 1}\nd[u] = 2\nprint('y' if 'b' in d else 'n', 'a' in d)", {"y True\n", "n True\n"}},
    {"d = {'a': 1}\nd[u] = 2\nx = d['b'] + 1\nprint('fine')", {"fine\n"}},
    {"d = {'a': 1}\nx = d[u] + 1\nprint('fine')", {"fine\n"}},
    {"d = {'a': print, 'b': len}\nf = d[u]\nprint(f is print)", {"True\n", "False\n"}},
    {"d = {'a': 1}\nprint('none' if d.get(u) is None else 'some')", {"some\n", "none\n"}},
    {"d = {}\nd.setdefault(u, []).append(3)\nprint(list(d.values()))", {"[[3]]\n"}},
    {"d = {'a': 1}\nx = d.pop(u)\ny = d.pop(u, None)\ndel d[u]\nprint('fine')", {"fine\n"}},
    {"d = {(u, 1): 2}\nprint('y' if (3, 1) in d else 'n')", {"y\n", "n\n"}},
    {"d = {k: 0 for k in u}\nfor k in v:\n  d[k] = d.get(k, 0) + 1\nprint('fine')", {"fine\n"}},
    {"d = dict(a=u)\nprint(list(d))", {"['a']\n"}},
    {"d = {**u, 'a': 1}\nprint(d['a'])", {"1\n"}},
    {"count = {}\nfor n in u:\n  if n not in count: count[n] = 0\n  count[n] += 1\nprint('fine')", {"fine\n"}},
    {"s = {1, 2}\ns.add(u)\nprint('y' if 3 in s else 'n', 1 in s)", {"y True\n", "n True\n"}},
    {"s = set(u)\nprint('y' if s else 'n')", {"y\n", "n\n"}},
    {"s = {1, u}\nprint('y' if s & {2} else 'n')", {"y\n", "n\n"}},
    {"s = {1, u}\ns.remove(2)\nprint('y' if s.isdisjoint({7}) else 'n')", {"y\n", "n\n"}},
};
INSTANTIATE_TEST_SUITE_P(Dicts, Unknowns, testing::ValuesIn(kDicts));

const Case kCollections[] = {
    {"from collections import defaultdict\nd = defaultdict(list)\nfor n in u: d[n].append(1)\nprint([len(t) for t in d.values()])", {"[]\n", "[1]\n", "[1, 1]\n"}},
    {"from collections import defaultdict\nd = defaultdict(int)\nfor n, t in u: d[n] += t\nprint('y' if sum(d.values()) > 3 else 'n')", {"y\n", "n\n"}},
    {"from collections import Counter\nc = Counter()\nfor n in u: c[n] += 1\nprint('y' if c[3] > 0 else 'n', len(c.most_common(1)) < 2)", {"y True\n", "n True\n"}},
    {"from collections import Counter\nc = Counter(u)\nfor n, k in c.most_common(2): print('item')\nprint('end')", {"end\n", "item\nend\n", "item\nitem\nend\n"}},
    {"from collections import deque\nq = deque(maxlen=2)\nfor x in u: q.append(x)\nprint(len(q), 'y' if 3 in q else 'n')", {"0 n\n", "1 y\n", "1 n\n", "2 y\n"}},
    {"from collections import namedtuple\nP = namedtuple('P', 'x y')\np = P(u, 2)\nprint('y' if p.x > p.y else 'n', p.y)", {"y 2\n", "n 2\n"}},
    {"import json\nt = json.dumps({'a': [u]})\nprint('y' if 'a' in t else 'n')", {"y\n", "n\n"}},
    {"class D(dict):\n  def __getattr__(self, k): return self[k]\nd = D(a=u)\nprint('y' if d.a > 1 else 'n', len(d))", {"y 1\n", "n 1\n"}},
    {"f = frozenset([u])\nprint('y' if 1 in f else 'n')", {"y\n", "n\n"}},
    {"import copy\nd = copy.deepcopy({'a': [u]})\nprint('y' if d['a'][0] else 'n')", {"y\n", "n\n"}},
    {"from itertools import compress, groupby, tee\na, b = tee(u)\nx = list(compress([1, 2], [u, v]))\nprint('end')", {"end\n"}},
};
INSTANTIATE_TEST_SUITE_P(Collections, Unknowns, testing::ValuesIn(kCollections));

const Case kSequences[] = {
    {"x = [1, 2, 3]\ny = x[u] + 1\nprint('fine')", {"fine\n"}},
    {"x = [1, 2, 3]\ny = x[:u]\nz = x[u:2]\nprint('y' if len(y) > 1 else 'n')", {"y\n", "n\n"}},
    {"x = [0, 0]\nx[u] += 1\nprint('y' if x[0] else 'n', len(x))", {"y 2\n", "n 2\n"}},
    {"x = [[], []]\nx[u].append(1)\nprint(len(x))", {"2\n"}},
    {"class A: pass\nclass B: pass\nprint(type([A(), B(), A()][u]).__name__)", {"A\n", "B\n"}},
    {"x = [3, u, 1]\nx.sort()\nprint(len(x), 'y' if x[0] == 3 else 'n')", {"3 y\n", "3 n\n"}},
    {"x = sorted([3, u, 1], key=lambda k: -k, reverse=True)\nprint(len(x))", {"3\n"}},
    {"x = sorted([(u, 'a'), (v, 'b')])\nprint(x[0][1] in ('a', 'b'))", {"True\n"}},
    {"print('y' if max([1, u]) > 3 else 'n')", {"y\n", "n\n"}},
    {"print('y' if min(u, 2, key=abs) > 3 else 'n')", {"y\n", "n\n"}},
    {"class A: pass\nclass B: pass\nprint(type(max([A(), B()], key=lambda a: u)).__name__)", {"A\n", "B\n"}},
    {"print('y' if sum([1, u, 2.5]) / 3 > 2 else 'n')", {"y\n", "n\n"}},
    {"a, b = u\na, *b = u\n[c, (d, e)] = [1, v]\nprint(c)", {"1\n"}},
    {"x = [1]\nx += u\nx.extend(v)\nprint('end')", {"end\n"}},
    {"x = [1, 2]\ny = x * u\nz = u * x\nprint('y' if len(y) > 2 else 'n')", {"y\n", "n\n"}},
    {"x = [5, 6]\ny = x.pop(u)\nprint(len(x))", {"1\n"}},
    {"x = [u, 2]\nwhile x: x.pop()\nprint(len(x))", {"0\n"}},
    {"x = [1, 2]\nx.insert(u, 3)\nx.insert(0, u)\nx.reverse()\nprint('fine')", {"fine\n"}},
    {"x = [u]\ny = x.count(3) + x.index(u)\nprint('fine')", {"fine\n"}},
    {"x = list(u)\ny = tuple(u)\nprint('y' if x else 'n')", {"y\n", "n\n"}},
    {"x = [k * 2 for k in u if k > 1]\nprint(len(x) <= 2)", {"True\n"}},
    {"def f(a, b, c=3): print('f')\nf(*u)\nf(1, *u)\nf(1, 2, **u)", {"f\nf\nf\n"}},
    {"def f(*a, **k): print(len(a))\nf(*u)", {"0\n"}},
    {"import numpy as np\nx = np.zeros(3)\nx[1] = u\nprint('y' if x[1] > 2 else 'n', x.shape, len(x))", {"y (3,) 3\n", "n (3,) 3\n"}},
    {"import numpy as np\nx = np.arange(4)\nx[u] = 7\nprint('y' if x.sum() > 2 else 'n')", {"y\n", "n\n"}},
    {"import numpy as np\nx = np.zeros((2, 2))\nx[0] += u\ny = x * 2 + 1\nprint('y' if y.mean() > 2 else 'n')", {"y\n", "n\n"}},
    {"import numpy as np\nx = np.zeros(3)\nx += u\nprint(len([k for k in x]))", {"3\n"}},
    {"import numpy as np\nx = np.array([u, 1.0])\ny = np.mean([u, v])\nz = np.sqrt(u) + np.abs(x)\nprint('y' if z[0] > 1 else 'n')", {"y\n", "n\n"}},
    {"import numpy as np\nx = np.arange(4.)\ny = x[u:] + x[u]\nprint('fine')", {"fine\n"}},
};
INSTANTIATE_TEST_SUITE_P(Sequences, Unknowns, testing::ValuesIn(kSequences));

const Case kText[] = {
    {"t = f'{u} {v:5.1f} {u!r:>8} {2:{u}}'\nprint(t)\nprint('y' if t == 'x' else 'n')", {"y\n", "n\n"}},
    {"t = '%d %5.2f %s' % (u, v, 'x')\nprint(t)\nprint('fine')", {"fine\n"}},
    {"t = '%s' % u\nt = '%(a)s' % {'a': u}\nprint('fine')", {"fine\n"}},
    {"t = '{:5.1f} {a} {b[0]}'.format(u, a=v, b=[u])\nprint('fine')", {"fine\n"}},
    {"t = ', '.join([str(u), 'b'])\nt = ', '.join(str(x) for x in [u, 1])\nprint('fine')", {"fine\n"}},
    {"t = str([1, u]) + repr({'a': u})\nprint('y' if t.startswith('[') else 'n')", {"y\n", "n\n"}},
    {"t = 'abc'.replace('a', str(u)).upper().split(',')\nprint('y' if t else 'n')", {"y\n", "n\n"}},
    {"t = 'x'.ljust(u) + 'ab'[u] + 'ab'[:u]\nprint('fine')", {"fine\n"}},
    {"class A:\n  def __str__(self): return f'{u:.2f}'\nprint(A())\nt = f'{A()}' + str(A()) + '%s' % A() + '{}'.format(A())\nprint('y' if t else 'n')", {"y\n", "n\n"}},
    {"class A:\n  def __repr__(self): return f'A({u})'\nt = str([A()])\nprint('y' if t == '[A(1)]' else 'n')", {"y\n", "n\n"}},
    {"print(u, 'hidden')\nprint('shown', end='!')", {"shown!"}},
};
INSTANTIATE_TEST_SUITE_P(Text, Unknowns, testing::ValuesIn(kText));

const Case kNumbers[] = {
    {"import math\nx = math.sqrt(u) + math.floor(v) + math.hypot(u, 1) + math.fsum([u, 1])\nprint('y' if x > 1 else 'n')", {"y\n", "n\n"}},
    {"import math\nprint('y' if math.isnan(u) else 'n')", {"y\n", "n\n"}},
    {"x = int(u) + float(v) + round(u, 2) + abs(-u) + divmod(u, 2)[0] + pow(u, 2) + pow(2, 3, u)\nprint('y' if x > 1 else 'n')", {"y\n", "n\n"}},
    {"print('y' if u == int(u) else 'n')", {"y\n", "n\n"}},
    {"x = -u\nx = +u\nx = ~u\nx += 1\nx -= u\nx //= 2\nx %= 3\nx **= 2\nx = 1 << u\nx = 3 @ u\nprint('fine')", {"fine\n"}},
    {"x = bool(u)\nprint('y' if x else 'n')", {"y\n", "n\n"}},
    {"print('y' if len(u) > 2 else 'n')", {"y\n", "n\n"}},
    {"x = u.mean() + u.T[0] + u[1, :].sum()\nu.x = 3\nu[0] = 5\ndel u[0]\ndel u.x\nprint('fine')", {"fine\n"}},
    {"class P:\n  def __add__(self, o): return 'sum'\nprint(P() + u)", {"sum\n"}},
    {"class P:\n  def __len__(self): return u\n  def __getitem__(self, k): return k\nprint('y' if P() else 'n', P()[1])\nx = len(P())", {"y 1\n", "n 1\n"}},
    {"class P:\n  def __eq__(self, o): return u == 1\n  def __hash__(self): return 3\nprint('y' if P() == P() else 'n')", {"y\n", "n\n"}},
    {"from functools import reduce\nprint('y' if reduce(lambda a, b: a + b, [1, u, 2]) > 1 else 'n')", {"y\n", "n\n"}},
    {"from itertools import islice, accumulate, product\nx = list(islice([1, 2], u))\ny = list(accumulate([1, u]))\nprint(len(y))", {"2\n"}},
    {"setattr(u, 'x', 1)\ny = getattr(u, 'x', 2)\nprint('y' if hasattr(u, 'x') else 'n')", {"y\n"}},
    {"with u as f:\n  f.write('x')\nprint('fine')", {"fine\n"}},
    {"try:\n  raise ValueError(f'{u}')\nexcept ValueError as e:\n  print(e)\n  print('caught')", {"caught\n"}},
};
INSTANTIATE_TEST_SUITE_P(Numbers, Unknowns, testing::ValuesIn(kNumbers));

// A mistake behind a choice is seen in every execution that reaches it.
TEST(UnknownErrors, AMistakeInOneArmEndsThatExecutionOnly) {
  const Explored found = explore("if unknown():\n  nothing_of_this_name\nprint('end')\n");
  EXPECT_EQ(found.outputs, (Outputs{"", "end\n"}));
  ASSERT_EQ(found.errors.size(), 1u);
  EXPECT_NE(found.errors[0].find("NameError: name 'nothing_of_this_name' is not defined"), std::string::npos);
}

TEST(UnknownErrors, ExecutionsStayFewWhereLoopsAreLong) {
  const Explored found = explore("n = 0\nfor k in range(1000):\n  if unknown(): n += 1\nprint(n > 0)\n");
  EXPECT_EQ(found.outputs, (Outputs{"True\n"}));
  EXPECT_LE(found.executions, 3);
}

}  // namespace
}  // namespace bpl::discover
