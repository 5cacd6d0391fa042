"""Scripts as modellers write them, and what they measure: they run as they stand; what they print is worked out here again."""
import ast
import csv
import math
import unittest

import compare
import tools

SCRIPTS = tools.ROOT / 'tests' / 'e2e' / 'scripts'
DT = 0.1


def lif(steps, drive, V0, rest=-60., threshold=-50., tau=20., refractory=5.):
  """One LIF neuron without synapses: the steps in which it fires, and V at the end."""
  V, last, spikes = V0, -1e7, []
  for step in range(steps):
    t = round(step * DT, 12)
    if t - last > refractory + 1e-9:
      V += -math.expm1(-DT / tau) * (rest - V + drive)
      if V >= threshold:
        V, last = rest, t
        spikes.append(step)
  return spikes, V


def mean_rate(spikes, steps, width):
  """The mean over all steps of the firing rate of neurons that fire together, in a box of an odd number of steps."""
  half = int(width / 2 / DT)
  covered = sum(min(step + half, steps - 1) - max(step - half, 0) + 1 for step in spikes)
  return covered * (1000. / width) / steps


def leaky(steps, drives, tau=10., threshold=1.):
  """Neurons that reset to 0: V and whether they fire after every step, for drives by (step, neuron)."""
  V, found = [0.] * len(drives(0)), []
  for step in range(steps):
    V = [x - math.expm1(-DT / tau) * (drive - x) for x, drive in zip(V, drives(step))]
    fired = [x >= threshold for x in V]
    V = [0. if f else x for x, f in zip(V, fired)]
    found.append((V, fired))
  return found


def decaying(spikes, post, g=0.2, tau=5., delay=10):
  """A synapse from all to all: its state after every step. It runs before the neurons, so spikes come one step later still."""
  s, found = 0., []
  for step in range(len(spikes)):
    arrived = step - 1 - delay
    s = s * math.exp(-DT / tau) + g * (sum(spikes[arrived]) if arrived >= 0 else 0)
    found.append([s] * post)
  return found


def coupled(v, w, steps, drive, a=0.1, b=0.3):
  """Two coupled equations with the classical fourth-order method: (v, w) after every step."""
  def slope(v, w):
    return v - v ** 3 / 3 - w + drive, a * (v - b * w)

  found = []
  for _ in range(steps):
    k1 = slope(v, w)
    k2 = slope(v + DT / 2 * k1[0], w + DT / 2 * k1[1])
    k3 = slope(v + DT / 2 * k2[0], w + DT / 2 * k2[1])
    k4 = slope(v + DT * k3[0], w + DT * k3[1])
    v += DT / 6 * (k1[0] + 2 * k2[0] + 2 * k3[0] + k4[0])
    w += DT / 6 * (k1[1] + 2 * k2[1] + 2 * k3[1] + k4[1])
    found.append((v, w))
  return found


def ring(n, steps, width=0.5):
  """Rates on a ring with weights of Gaussian shape: u after every step."""
  x = [-math.pi + 2 * math.pi * i / (n - 1) for i in range(n)]
  W = [[math.exp(-0.5 * (((a - b + math.pi) % (2 * math.pi) - math.pi) / width) ** 2) for b in x] for a in x]
  u, found = [0.] * n, []
  for _ in range(steps):
    r = [max(v, 0.) ** 2 for v in u]
    total = sum(r)
    r = [v / (1. + 0.1 * total) for v in r]
    u = [v + (-v + sum(p * q for p, q in zip(row, r)) + math.exp(-place ** 2)) * DT for v, row, place in zip(u, W, x)]
    found.append(u)
  return found


class Written(unittest.TestCase):
  @classmethod
  def setUpClass(cls):
    cls.folder = tools.work_folder('written')

  def result(self, name, *flags):
    """One run, after a look at whether two ranks give the same bytes."""
    program = tools.compiled(SCRIPTS / f'{name}.bpl', self.folder / name, *flags)
    alone = tools.run(program, self.folder / f'{name}_1')
    compare.same_bytes(alone, tools.run(program, self.folder / f'{name}_2', ranks=2), f'{name} on 2 ranks')
    return alone

  def rows(self, result, name):
    with open(result.out / name, newline='') as file:
      return list(csv.DictReader(file))

  def test_old_style(self):
    result = self.result('old_style')
    self.assertTrue((result.out / 'raster.png').exists())
    found = {}
    for row in self.rows(result, 'spikes.csv'):
      self.assertEqual(row['population'], 'src')
      found.setdefault(int(row['neuron']), []).append(int(row['step']))
    self.assertEqual(sorted(found), list(range(400)))
    spikes, _ = lif(2000, 19., -48., rest=-62., threshold=-48., tau=18., refractory=4.)
    period = spikes[2] - spikes[1]
    for neuron, steps in found.items():
      for a, b in zip(steps, steps[1:]):
        self.assertLessEqual(abs(b - a - period), 1, f'neuron {neuron}')
    # Its own input lifts dst to -50 mV at most: only the synapses reach the threshold.
    V = [float(row['value']) for row in self.rows(result, 'traces.csv') if row['population'] == 'dst']
    self.assertEqual(len(V), 2000 * 100)
    self.assertTrue(-50. < max(V) < -48.)

  def test_sweep(self):
    printed = ast.literal_eval(self.result('pools_sweep').stdout.decode())
    self.assertEqual(len(printed), 3)
    for drive, rate in zip((8., 12., 16.), printed):
      spikes, _ = lif(3000, drive, 0.)
      self.assertAlmostEqual(rate, mean_rate(spikes, 3000, 10.), delta=0.1)

  def test_reset(self):
    *shape, V = self.result('pools_reset').stdout.decode().rsplit(' ', 1)
    self.assertEqual(shape, ['(1000, 150)'])
    self.assertAlmostEqual(float(V), lif(1000, 10., 0.)[1], delta=1e-3)

  def traces(self, result, name):
    """{(population, variable): {(step, neuron): value}}"""
    found = {}
    for row in self.rows(result, name):
      found.setdefault((row['population'], row['variable']), {})[int(row['step']), int(row['neuron'])] = float(row['value'])
    return found

  def same_values(self, found, expected, what):
    """`expected`: one list of values per step."""
    self.assertEqual(len(found), sum(map(len, expected)), what)
    for (step, neuron), value in found.items():
      self.assertAlmostEqual(value, expected[step][neuron], delta=1e-9, msg=f'{what} of neuron {neuron} at step {step}')

  def test_own_classes(self):
    result = self.result('own_classes', '--precision=f64')
    cells = self.traces(result, 'traces.csv')
    pre = leaky(400, lambda step: [1.5, 2., 3.])
    s = decaying([fired for _, fired in pre], 2)
    post = leaky(400, lambda step: s[step], threshold=100.)
    self.assertGreater(sum(sum(fired) for _, fired in pre), 10)
    self.same_values(cells['pre', 'V'], [V for V, _ in pre], 'pre.V')
    self.same_values(cells['syn', 's'], s, 'syn.s')
    self.same_values(cells['post', 'V'], [V for V, _ in post], 'post.V')
    pairs = [coupled(v, 0., 200, 0.5) for v in ast.literal_eval(result.stdout.decode())]
    found = self.traces(result, 'traces.2.csv')
    for k, variable in enumerate('vw'):
      self.same_values(found['pair', variable], [[p[step][k] for p in pairs] for step in range(200)], f'pair.{variable}')
    self.same_values(self.traces(result, 'traces.3.csv')['ring', 'u'], ring(12, 50), 'ring.u')

  def test_firing_rate(self):
    # Half of the neurons fire in step 1, all in step 2, half in step 5.
    printed = self.result('measure').stdout.decode().splitlines()
    inside = [3750., 3750., 3750., 5000., 3750., 1250.]  # 5 steps of 1000 / 0.4 Hz
    longer = [1500.] * 3 + [2000.] * 7 + [1500.]  # 11 steps of 1000 Hz over 6 steps
    for line, expected in zip(printed, (inside, longer, [x / 10. for x in inside])):
      for a, b in zip(ast.literal_eval(line), expected, strict=True):
        self.assertAlmostEqual(a, b, places=9)
    self.assertEqual(printed[3:], ['width must be positive (ms), not 0.0'])


if __name__ == '__main__':
  unittest.main(verbosity=2)
