"""The currents of bp.inputs against BrainPy's own arrays and against their formulas."""
import ast
import json
import math
import unittest

import tools

DT = 0.1


class Currents(unittest.TestCase):
  @classmethod
  def setUpClass(cls):
    folder = tools.work_folder('currents')
    program = tools.compiled(tools.ROOT / 'tests' / 'e2e' / 'scripts' / 'currents.bpl', folder / 'currents')
    lines = tools.run(program, folder / 'out').stdout.decode().splitlines()
    cls.printed = dict(line.split(' ', 1) for line in lines)

  def numbers(self, name):
    return ast.literal_eval(self.printed[name])

  def assert_close(self, name, expected, delta=1e-6):
    found = self.numbers(name)
    self.assertEqual(len(found), len(expected), name)
    for k, (x, y) in enumerate(zip(found, expected)):
      self.assertAlmostEqual(x, y, delta=delta, msg=f'{name}[{k}]')

  def test_reference(self):
    for name, runs in json.loads((tools.ROOT / 'tests' / 'data' / 'reference' / 'currents.json').read_text()).items():
      self.assert_close(name, [value for value, count in runs for _ in range(count)], 6e-8)

  def test_sections_are_truncated(self):
    """int(0.7 / 0.1) is 6 and int(1.2 / 0.1) is 11, but the array has 19 rows."""
    self.assertEqual(self.numbers('truncated'), [[0.] * 6 + [1.] * 11 + [0.] * 2, 1.9])

  def test_waves(self):
    sine = [2. * math.sin(2 * math.pi * 0.05 * (k - 50) * DT) + 2. if k >= 50 else 0. for k in range(300)]
    self.assert_close('sine', sine, 3e-6)
    self.assert_close('square', [(1.5 if k % 100 < 50 else -1.5) if k < 120 else 0. for k in range(200)])

  def test_wiener_process(self):
    shape, before, mean, deviation = self.numbers('wiener')
    self.assertEqual(shape, (10000, 3))
    self.assertEqual(before, 0.)
    self.assertLess(abs(mean), 5 * math.sqrt(DT / 27000))
    self.assertLess(abs(deviation - math.sqrt(DT)), 5 * math.sqrt(DT / 2 / 27000))

  def test_ornstein_uhlenbeck(self):
    """Without noise it stays at its mean; uniform numbers in [0, 1) draw it to mean + sigma * sqrt(dt) * tau / dt / 2."""
    self.assert_close('ou', [1.] * 50 + [0.] * 150)
    self.assertLess(abs(self.numbers('drift') - (2. + 3. * math.sqrt(DT) * 10. / DT / 2.)), 4.)


if __name__ == '__main__':
  unittest.main(verbosity=2)
