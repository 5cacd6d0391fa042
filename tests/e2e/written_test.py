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


class Written(unittest.TestCase):
  @classmethod
  def setUpClass(cls):
    cls.folder = tools.work_folder('written')

  def result(self, name):
    """One run, after a look at whether two ranks give the same bytes."""
    program = tools.compiled(SCRIPTS / f'{name}.bpl', self.folder / name)
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
