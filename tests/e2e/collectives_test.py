"""Steps that combine elements of different places, against the same models written here in plain Python. One class is one ctest entry."""
import csv
import math
import unittest

import tools

SCRIPTS = tools.ROOT / 'tests' / 'e2e' / 'scripts'
TOLERANCE = 1e-10


class Model(unittest.TestCase):
  """Compiles a script in double precision and compares what it records with a calculation."""

  def run_script(self, name, ranks=1):
    folder = tools.work_folder(f'collectives_{name}_{ranks}')
    result = tools.run(tools.compiled(SCRIPTS / f'{name}.bpl', folder / name, '--precision=f64'), folder / 'out', ranks=ranks)
    with open(result.out / 'traces.csv', newline='') as file:
      values = {(r['population'] + '.' + r['variable'], int(r['step']), int(r['neuron'])): r['value'] for r in csv.DictReader(file)}
    spikes = result.out / 'spikes.csv'
    self.spikes = set()
    if spikes.exists():
      with open(spikes, newline='') as file:
        self.spikes = {(r['population'], int(r['step']), int(r['neuron'])) for r in csv.DictReader(file)}
    return result, values

  def check_spikes(self, step, population, spikes):
    self.assertEqual([k for k in range(len(spikes)) if (population, step, k) in self.spikes], [k for k, s in enumerate(spikes) if s], f'spikes in step {step}')

  def check(self, values, step, expected):
    """expected: {name: list of values after this step}."""
    for name, numbers in expected.items():
      for k, x in enumerate(numbers):
        self.assertAlmostEqual(float(values.pop((name, step, k))), x, delta=TOLERANCE * max(1., abs(x)), msg=f'{name}[{k}] after step {step}')


def mean(x):
  return math.fsum(x) / len(x)


def variance(x):
  return mean([(v - mean(x)) ** 2 for v in x])


def rolled(x, shift):
  return [x[(k - shift) % len(x)] for k in range(len(x))]


class Mixer(Model):
  """Sums, products with a matrix from both sides, rolls, parts read and written, indices, several levels in one step."""

  def test_values(self):
    _, values = self.run_script('collectives')
    n, gain = 23, 0.3
    W = [[math.cos(i * 0.7 + j * 0.3) / n for j in range(n)] for i in range(n)]
    U = [[math.sin(i * 0.2 - j * 0.9) / n for j in range(5)] for i in range(n)]
    ids = [3, 0, 7, n - 1, n - 2, 3]
    x, y = [math.sin(k) for k in range(n)], [math.cos(k * 0.5) for k in range(n)]
    scattered, level = [0.] * n, 0.
    for step in range(50):
      old_x, old_y = x, y
      centred = [v - mean(x) for v in x]
      mixed = [math.fsum(W[i][j] * centred[j] for j in range(n)) for i in range(n)]
      scale = 1. / (1. + max(abs(v) for v in mixed))
      left = [math.fsum(mixed[i] * W[i][j] for i in range(n)) for j in range(n)]
      part = [math.fsum(y[i] * U[i][j] for i in range(n)) for j in range(5)]
      ahead, behind = rolled(y, 3), rolled(y, -1)
      x = [x[k] + gain * (scale * left[k] - 0.1 * x[k] + 0.2 * ahead[k] + 0.05 * behind[k]) for k in range(n)]
      z = [a - b for a, b in zip(x, old_x)]
      y = list(y)
      for at, source in zip(range(2, 11, 3), range(1, 4)):
        y[at] = x[source] * 2.
      for at in range(n - 4, n):
        y[at] = 0.25
      y = [0.5 if x[k] > 0.9 else y[k] for k in range(n)]
      y[0] = min(x)
      y[-1] = x[5]
      y = [a + 0.01 * b for a, b in zip(y, old_y)]
      picked = [x[i] for i in ids]
      put = [p * 0.5 + scattered[i] * 0.25 for p, i in zip(picked, ids)]
      for i, v in zip(ids, put):
        scattered[i] = v
      scattered = [v * 0.9 for v in scattered]
      flags = [float(a > b) for a, b in zip(x, y)]
      facts = [sum(flags), float(any(v > 0.9 for v in x)), float(all(v > -3. for v in x)), math.sqrt(variance(x)),
               math.prod(1. + 0.1 * v for v in x[:6]), math.fsum(a * b for a, b in zip(x, z)), variance(old_y[::2]), float(len(range(1, n, 4)))]
      level += mean(x)
      self.check(values, step, {'mixer.x': x, 'mixer.y': y, 'mixer.z': z, 'mixer.part': part, 'mixer.picked': picked, 'mixer.scattered': scattered,
                                'mixer.facts': facts, 'mixer.level': [level]})
      self.assertGreater(min(abs(a - b) for a, b in zip(x, y)), 1e-9, 'rounding decides no comparison')
      self.check(values, step, {'mixer.flags': flags})
    self.assertFalse(values, 'everything that was recorded was compared')


class Synapses(Model):
  """State of every synapse, weights of every synapse, a LengthDelay, gap junctions, and spikes that arrive in their own step."""

  def test_values(self):
    _, values = self.run_script('synapse_state')
    dt = 0.1
    pre_ids, post_ids = [0, 0, 1, 3, 3, 3, 5, 8, 8], [0, 2, 2, 1, 5, 2, 0, 4, 5]
    rate = [(1. + 0.5 * i + 0.25 * j) / 4. for i, j in zip(pre_ids, post_ids)]
    weights = [[0.5 + 0.125 * (6 * i + j) for j in range(6)] for i in range(9)]
    decay = 1. - 0.02 * mean([w for row in weights for w in row])
    partners = [(2 * k + 1) % 9 for k in range(6)]
    count, s, g, V = [0.] * 9, [0.] * 9, [0.] * 6, [0.1 * k for k in range(6)]
    past = []
    for step in range(60):
      spike = [float((step + 3 * k) % 7 == 0) for k in range(9)]
      count = [a + b for a, b in zip(count, spike)]
      s = [v - v * r * dt + (1. - 0.5 * v if spike[i] else 0.) for v, r, i in zip(s, rate, pre_ids)]
      current = [0.] * 6
      for v, j in zip(s, post_ids):
        current[j] += v
      late = past[step - 5] if step >= 5 else [0.] * 9
      past.append(spike)
      g = [g[j] * decay + math.fsum(weights[i][j] for i in range(9) if late[i]) for j in range(6)]
      for j in range(6):
        current[j] += g[j]
        current[j] += 0.3 * (count[partners[j]] - V[j])
        current[j] += 0.1 * (V[j - 1] + V[(j + 1) % 6] - 2. * V[j])
        if j < 3:
          current[j] += max(count) - min(count)
      V = [v + dt * (c - v) / 9. for v, c in zip(V, current)]
      self.check_spikes(step, 'clock', spike)
      self.check(values, step, {'clock.V': count, 'per.s': s, 'late.g': g, 'reader.V': V})
    self.assertFalse(values, 'everything that was recorded was compared')


class Views(Model):
  """Views with steps, of views and overlapping, as both ends of synapses, as targets of inputs and in monitors."""

  def test_values(self):
    result, values = self.run_script('view_inputs')
    self.assertEqual(result.stdout.decode().split('\n')[:2], ['(40, 3) (40, 2)', '0.0 0.0'])
    V, W, spike = [0.25 * k for k in range(20)], [0.25 * k for k in range(13)], [False] * 20
    odd = list(range(1, 18, 2))
    third, wide = odd[1:8:3], list(range(2, 11))
    narrow = wide[1:9:2]
    spikes = 0
    for step in range(40):
      source, target = [0.5] * 20, [0.] * 13
      for k in odd:
        source[k] += 1.
      for k in range(5):  # constant inputs before arrays, sums before products
        source[k] *= 2.
      for k in third:
        source[k] += step / 16.
      for k in narrow:
        target[k] += 0.75
      for column, k in enumerate(wide):
        target[k] += (9 * step + column) / 128.
      target[12] = 0.25 * (step * 0.1)
      for i, j in zip(odd, wide):
        W[j] += 0.5 * spike[i]
      for j in narrow:
        W[j] += 0.25 * sum(spike[i] for i in third)
      spike = [v + 0.5 * c >= 5. for v, c in zip(V, source)]
      V = [v + 0.5 * c - (5. if s else 0.) for v, c, s in zip(V, source, spike)]
      W = [v + 0.5 * c for v, c in zip(W, target)]
      W = [v - 5. if v >= 5. else v for v in W]
      spikes += sum(spike)
      self.check_spikes(step, 'source', spike)
      self.check(values, step, {'source.V': V, 'target.V': W})
    self.assertFalse(values, 'everything that was recorded was compared')
    self.assertGreater(spikes, 30)


def plain_step(x, y, one, k, flag):
  """One update of the class Plain of lengths.bpl."""
  n = len(x)
  y = [v + math.fsum(x[3:]) for v in x[:3]] + [v * one for v in x[3:]]
  x = [y[i] * 2. if i % 2 == 0 else x[i] for i in range(n)]
  flag = [flag[0], True, True, True] + flag[4:]
  flag[0] = y[0] > 3.
  flag[4] = flag[0] and flag[1]
  centre = mean(x)
  width = math.sqrt(variance(x))
  x = [min(1., max(-1., (v - centre) / width)) for v in x]
  y = [0.25 * max(v + 3 * n, abs(u)) for u, v in zip(x, y)]
  return x, y, one + 1., k + 1, flag


class Lengths(Model):
  """Objects of one class with different lengths share what fits and nothing else; a branch follows a parameter that changed."""

  def test_values(self):
    _, values = self.run_script('lengths')
    states = {name: ([float(k) for k in range(n)], [0.] * n, 1., 0, [False] * n) for name, n in (('p', 6), ('q', 6), ('short', 5))}
    for step in range(20):
      scale = {'p': None, 'q': 2. if step < 10 else 3. if step < 15 else 0.5, 'short': 2.}
      for name in states:
        x, y, one, k, flag = plain_step(*states[name])
        if scale[name] is not None:
          x = [(v + 0.5) * (scale[name] if scale[name] > 1. else 1.) for v in x]
        states[name] = x, y, one, k, flag
        expected = {name + '.x': x, name + '.y': y, name + '.one': [one], name + '.k': [k], name + '.flag': [float(f) for f in flag]}
        self.check(values, step, {key: v for key, v in expected.items() if (key, step, 0) in values})
    self.assertFalse(values, 'everything that was recorded was compared')


class Delays(Model):
  """What a delay remembers, with one number of steps for every index."""

  def test_values(self):
    for ranks in (1, 3):
      result, values = self.run_script('delays', ranks)
      n, ages = 11, [5, 0, 1, 2, 3]
      each, some = [k * 7 % 6 for k in range(n)], [1, 1, n - 1, n - 1, n - 1]
      past = [[0.] * n] * 5 + [[float(k) for k in range(n)]]
      for step in range(12):
        x = [v + 10. + 0.5 * k for k, v in enumerate(past[-1])]
        in_order = [past[-1 - a][k] for k, a in enumerate(each)]
        # What was on before the first step is False, whatever x was.
        were_on = [float(step - a > 0 and past[-1 - a][k] % 3. < 1.) for k, a in zip(some, ages)]
        self.check(values, step, {'line.x': x, 'line.in_order': in_order, 'line.listed': in_order,
                                  'line.of_some': [past[-1 - a][k] for k, a in zip(some, ages)], 'line.of_one_age': [past[-3][k] for k in some],
                                  'line.were_on': were_on, 'line.numbers': [2. * n - 2. * k for k in range(n)]})
        past.append(x)
      self.assertFalse(values, 'everything that was recorded was compared')
      printed = ' '.join(result.stdout.decode().split())
      difference = [past[-1 - a][k] - past[-4][k] for k, a in enumerate(each)]
      self.assertEqual([float(x) for x in printed.split(']')[0].strip('[ ').split()], difference)
      self.assertEqual([float(x) for x in printed.split(']')[1].strip('[ ').split()], [past[-1 - a][k] for k, a in zip(some, ages)])
      self.assertTrue(printed.endswith('(5, 11)'), printed)


class Registered(Model):
  """Delays that objects register: what is pushed at the end of a step is d steps old d steps later."""

  def test_values(self):
    V = [[float(k + step) for k in range(4)] for step in range(20)]  # before each step
    spike = lambda step, k: step > 0 and V[step][k] % 3. == 1.
    every = [0, 0, 1, [0, 3, 1, 2], 3]
    def arrived(step, d):
      return [float(spike(step - x, k)) if step >= x else 0. for k, x in enumerate(d if isinstance(d, list) else [d] * 4)]
    for ranks in (1, 3):
      result, values = self.run_script('registered_delays', ranks)
      old = lambda step: V[step - 2] if step >= 2 else [-1.] * 4
      for step in range(9):
        row = [x for d in every for x in arrived(step, d)] + arrived(step, 2)[1:3]
        names = [f'links[{k}].arrived' for k in range(6)]
        for k, name in enumerate(names):
          self.check(values, step, {name: row[4 * k:4 * k + 4]})
        self.check(values, step, {'links[0].V_old': old(step)})
      after = [arrived(9 - 1, d) for d in every] + [arrived(9 - 1, 2)]
      lines = result.stdout.decode().splitlines()
      def line(k, late, V_old):
        part = slice(1, 3) if k == 5 else slice(0, 4)
        return f'{[int(x) for x in late[part]]} {[int(x) for x in V_old[part]]}'
      # In this order the sources are updated before the synapses: only None sees the spikes of the same step.
      now = [float(spike(9, k)) for k in range(4)]
      self.assertEqual(lines[:6], [line(k, now if k == 0 else late, old(8)) for k, late in enumerate(after)])
      self.assertEqual(lines[6:], [line(k, [0.] * 4, [-1.] * 4) for k in range(6)])


class Parts(Model):
  """Views made in a step, backward slices, joined vectors, branches."""

  def test_values(self):
    for ranks in (1, 3):
      result, values = self.run_script('parts', ranks)
      n, p, M = 7, [1., 2., 4.], [float(k) for k in range(6)]
      x, put = [(7. * k) % 11. for k in range(n)], [0.] * n
      for step in range(3):
        x = [v + (20. if k < 3 else 0.) + (1. if k % 2 == 0 else 0.) for k, v in enumerate(x)]
        put[-2::-1] = x[1:]
        rest = -1. if 0.1 * step < 0.05 else -2.
        self.check(values, step, {
          'parts.x': x, 'parts.back': x[::-1], 'parts.some': x[5:0:-2], 'parts.put': put, 'parts.mirrored': [a + b for a, b in zip(x, x[::-1])],
          'parts.flipped': x[::-1], 'parts.branches': [1. if v > 6. else 2. * v if v > 3. else rest for v in x], 'parts.joined': x[:2] + p + x[2:],
          'parts.numbers': [float(x.index(max(x))), float(x.index(min(x))), float(sum(v > 6. for v in x)), mean(x), math.sqrt(math.fsum(v * v for v in x)),
                            mean(M), M[1] + M[4], 5., 9., 124., 0.1 * step + 0.1, 7.],
          'parts.down': M[3:] + M[:3], 'parts.right': [M[k] for k in (1, 2, 0, 4, 5, 3)], 'parts.all': M[4:] + M[:4], 'parts.rows': x[:3] + p,
          'parts.tiles': [p[k % 3] + 10. * p[k // 3] for k in range(9)],
          'fun_monitors.of_part': x[1:4], 'fun_monitors.of_head': [2. * v for v in x[:2]]})
      self.assertFalse(values, 'everything that was recorded was compared')
      shown = '[' + ' '.join(f'{v:.0f}.' for v in x[1:4]) + ']'
      self.assertTrue(result.stdout.decode().startswith(shown), result.stdout)


class Counting:
  """The class Src of siblings.bpl."""

  def __init__(self, n):
    self.V, self.spike = [float(k) for k in range(n)], [False] * n

  def update(self):
    self.V = [v + 1. for v in self.V]
    self.spike = [v % 4. < 1. for v in self.V]


class Joined:
  """The class Syn of siblings.bpl, all to all between some neurons of two populations."""

  def __init__(self, pre, sources, post, targets, steps):
    self.pre, self.sources, self.post, self.targets, self.steps = pre, sources, post, targets, steps
    self.n, self.m = len(sources), len(targets)
    self.history = [[pre.V[i] for i in sources]]
    self.w = [[0.1 * (i * self.m + j) for j in range(self.m)] for i in range(self.n)]
    self.s = [[0.] * self.m for _ in range(self.n)]

  def update(self):
    V, spike = [self.pre.V[i] for i in self.sources], [self.pre.spike[i] for i in self.sources]
    before = self.history[-1]
    self.history.append(V)
    old = len(self.history) - 1 - self.steps
    self.total = math.fsum(V) - math.fsum(before) + (math.fsum(self.history[old]) if old >= 0 else 0.)
    rows, columns = range(self.n), range(self.m)
    self.a = [math.fsum(self.w[i][j] for i in rows if spike[i]) for j in columns]
    self.b = [math.fsum(self.w[i][j] * V[i] for i in rows) for j in columns]
    self.s = [[self.s[i][j] + self.w[i][j] * spike[i] for j in columns] for i in rows]
    self.c = [math.fsum(self.s[i][j] for i in rows) / self.n + 2 // self.m + (self.m - 1) for j in columns]
    if self.n > 3:
      for j in self.targets:
        self.post.V[j] += 100.


class Siblings(Model):
  """Objects of one class whose traces differ by a branch on a size, one of them between views."""

  def test_values(self):
    _, values = self.run_script('siblings')
    one, two, three = Counting(3), Counting(4), Counting(2)
    s1, s2 = Joined(one, range(3), two, range(4), 1), Joined(two, range(4), one, range(3), 2)
    s3 = Joined(three, range(2), two, [1, 3], 0)
    x, y = 0., 1.
    for step in range(10):
      for part in (s1, s2, s3, one, two, three):
        part.update()
      x += 0.1 * y
      y = -y if x > 0.15 else y
      self.assertGreater(abs(x - 0.15), 1e-3, 'rounding decides no comparison')
      self.check(values, step, {'one.V': one.V, 'two.V': two.V, 's1.a': s1.a, 's2.b': s2.b, 's2.c': s2.c, 's1.total': [s1.total], 's3.total': [s3.total],
                                's3.s': [v for row in s3.s for v in row], 's3.b': s3.b, 'scalar.x': [x], 'scalar.y': [y]})
    self.assertFalse(values, 'everything that was recorded was compared')


if __name__ == '__main__':
  unittest.main(verbosity=2)
