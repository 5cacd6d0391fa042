"""Neuron models written in a script against the traces of BrainPy's own classes. One class is one ctest entry."""
import csv
import gzip
import io
import math
import unittest

import tools

DATA = tools.ROOT / 'tests' / 'data' / 'reference'
SCRIPT = tools.ROOT / 'tests' / 'e2e' / 'scripts' / 'own_neurons.bpl'
MODELS = {'hh': 'D_HH', 'izhikevich': 'D_Izhikevich', 'fhn': 'D_FHN'}
TOLERANCE = 1e-9


def rows(file):
  return list(csv.DictReader(io.StringIO(file)))


class Traces(unittest.TestCase):
  """All states and all spikes of two neurons over 200 ms in double precision."""

  def check(self, method):
    folder = tools.work_folder('own_neurons_' + method)
    result = tools.run(tools.compiled(SCRIPT, folder / 'own_neurons', '--precision=f64', '-D', 'method=' + method), folder / 'out')
    values = {(r['population'], r['variable'] + '_' + r['neuron'], r['step']): float(r['value']) for r in rows((result.out / 'traces.csv').read_text())}
    spikes = rows((result.out / 'spikes.csv').read_text())
    for population, folder in MODELS.items():
      last = 2000
      for row in rows(gzip.decompress((DATA / folder / f'traces_{method}.csv.gz').read_bytes()).decode()):
        if any(not math.isfinite(float(v)) or abs(float(v)) > 1e6 for v in row.values()):
          last = int(row['step'])  # the method fails during a spike
          break
        for name, value in row.items():
          if name != 'step':
            x = float(value)
            self.assertAlmostEqual(values[population, name, row['step']], x, delta=TOLERANCE * max(1., abs(x)), msg=f'{population} {name} at step {row["step"]}')
      self.assertGreater(last, 20)
      expected = {(int(r['step']), int(r['neuron'])) for r in rows((DATA / folder / f'spikes_{method}.csv').read_text())}
      found = {(int(r['step']), int(r['neuron'])) for r in spikes if r['population'] == population}
      before = {s for s in expected if s[0] < last}
      self.assertEqual({s for s in found if s[0] < last}, before)
      self.assertGreater(len(before), 0)

  def test_exponential_euler(self):
    self.check('exp_auto')

  def test_euler(self):
    self.check('euler')

  def test_rk4(self):
    self.check('rk4')


if __name__ == '__main__':
  unittest.main(verbosity=2)
