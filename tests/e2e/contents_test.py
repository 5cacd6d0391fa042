"""Steps that use what containers hold as a whole, places past the end, and numbers that become arrays, against the same in plain Python."""
import ast
import unittest

import tools

SCRIPT = tools.ROOT / 'tests' / 'e2e' / 'scripts' / 'contents.bpl'
DT = 0.1


def held(p, sizes, key):
  """What a step of Held leaves."""
  A = [[4. * row + column for column in range(4)] for row in range(4)]
  elements = 1
  for n in sizes if isinstance(sizes, (tuple, list)) else [sizes]:
    elements *= n
  part = sum(map(sum, A[key])) if isinstance(key, slice) else A[key[0]][key[1]]
  p = list(p)
  return [sum(p) * 10. + max(p), 1. if p == [3., 4.] else 2., 1. if tuple(p) in [(3., 4.), (4., 3.)] else 2., 1. if p[0] == 3. else 2.,
          p[1] + p[0], 2. * elements, part, 1. if p < [3., 5.] else 2.]


def places(n, k):
  """Reading takes the nearest element there is; writing past the end does nothing."""
  x = [[2. * row, 2. * row + 1.] for row in range(n)]

  def nearest(index, length):
    return min(max(index + length if index < 0 else index, 0), length - 1)

  y = [x[nearest(k, n)][1], x[1][nearest(k, 2)], 1.]
  if -n <= k < n:
    x[k][1] = 50.
  if -2 <= k < 2:
    x[0][k] = 60.
  return y, [v for row in x for v in row]


def decayed(method, V, I):
  """One step of dV/dt = I - V."""
  if method == 'euler':
    return V + DT * (I - V)
  k1 = I - V
  k2 = I - (V + DT / 2 * k1)
  k3 = I - (V + DT / 2 * k2)
  k4 = I - (V + DT * k3)
  return V + DT / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


class Contents(unittest.TestCase):
  def check(self, ranks):
    folder = tools.work_folder(f'contents_{ranks}')
    result = tools.run(tools.compiled(SCRIPT, folder / 'contents', '--precision=f64'), folder / 'out', ranks=ranks)
    lines = iter(result.stdout.decode().splitlines())
    for p, sizes, key in (((3., 4.), (2, 3), (0, 1)), ((4., 3.), [4, 3], (2, 3)), ((5., 6.), (1, 5), slice(0, 2)), ((3., 9.), 7, slice(1, 3))):
      self.assertEqual(ast.literal_eval(next(lines)), held(p, sizes, key))
    for n, k in ((5, 4), (3, 1), (3, 4), (2, -1), (3, -7)):
      self.assertEqual(ast.literal_eval(next(lines).replace('] [', '], [')), places(n, k), (n, k))
    for method in ('euler', 'rk4'):
      found = ast.literal_eval(next(lines).replace('] [', '], ['))
      for values, currents in zip(found, ((1., 2., 3.), (2., 2., 2.))):
        for value, current in zip(values, currents, strict=True):
          self.assertAlmostEqual(value, decayed(method, 0.5, current), delta=1e-12)
    self.assertIsNone(next(lines, None))

  def test_one_rank(self):
    self.check(1)

  def test_three_ranks(self):
    self.check(3)


if __name__ == '__main__':
  unittest.main()
