"""Operations over synapses and on matrices that a step changes, against the same models written here in plain Python. One class is one ctest entry."""
import csv
import math
import unittest

from collectives_test import Model, mean, variance


def by_target(values, targets, n):
  """The values of every target, in their order."""
  return [[v for v, j in zip(values, targets) if j == k] for k in range(n)]


class Segments(Model):
  """Segments, pre2post, events and sparse matrices; see segments.bpl."""

  def test_values(self):
    result, values = self.run_script('segments')
    self.assertEqual(result.stdout.decode().splitlines(), [
      '[2.0, -inf, 4.0] [0.0, 2147483647.0, 1.0] [2.0, 1.0, 4.0] [1.5, 0.0, 4.0]', '[1.0, 402.0] [21.0, 0.0, 40.0]', '[1.0, 0.0, 0.0] [3.0, 0.0, 16.0]',
      '[0.0, 0.0, 0.0] [-2.0, 0.0, -4.0] [2.0, 0.0, 2.0]', 'the beginnings of rows (indptr) must start with 0 and never fall'])
    sources, targets = [0, 0, 1, 3, 3, 3, 5, 8, 8], [0, 2, 2, 1, 5, 2, 0, 4, 5]
    weights = [0.5 + 0.125 * k for k in range(9)]
    back = [0.5 * k for k in range(6)]
    for step in range(30):
      V = [math.sin(0.7 * k + step) - 0.2 for k in range(9)]
      spike = [(step + 2 * math.floor(0.7 * k)) % 3 == 0 for k in range(9)]
      syn = [V[i] * w for i, w in zip(sources, weights)]
      groups, plain = by_target(syn, targets, 6), by_target([V[i] for i in sources], targets, 6)
      happened = by_target([w if spike[i] else None for i, w in zip(sources, weights)], targets, 6)
      events = [[w for w in g if w is not None] for g in happened]
      totals = [math.fsum(math.exp(v) for v in g) for g in groups]
      product = [math.fsum(V[i] * w for i, j, w in zip(sources, targets, weights) if j == k) for k in range(6)]
      back_product = [math.fsum(back[j] * w for i, j, w in zip(sources, targets, weights) if i == k) for k in range(9)]
      self.check(values, step, {
        'wave.V': V,
        'post.sums': [math.fsum(g) for g in groups],
        'post.prods': [math.prod(g) for g in groups],
        'post.largest': [max(g, default=-100.) for g in groups],
        'post.smallest': [min(g, default=100.) for g in groups],
        'post.means': [mean(g) if g else 0. for g in groups],
        'post.shares': [math.exp(v) / totals[j] for v, j in zip(syn, targets)],
        'post.of_bools': [float(max((spike[i] for i, j in zip(sources, targets) if j == k), default=-2 ** 31)) for k in range(6)],
        'post.pre_sum': [math.fsum(g) for g in plain],
        'post.pre_prod': [0.] * 6,
        'post.pre_max': [max(g + [0.]) for g in plain],
        'post.pre_min': [min(g + [0.]) for g in plain],
        'post.pre_mean': [mean(g) if g else 0. for g in plain],
        'post.same': [2.5 if g else 0. for g in plain],
        'post.events': [math.fsum(g) for g in events],
        'post.pair': [math.fsum(g) for g in events],
        'post.by_state': [math.fsum(w + 0.25 * step for w in g) for g in events],
        'post.by_formula': [math.fsum(2. * w + 1. for w in g) for g in events],
        'post.event_prods': [math.prod(g) for g in events],
        'post.coo': [0.25 * len(g) for g in events],
        'post.matvec': product,
        'post.sparse_left': product,
        'post.back_matvec': back_product,
        'post.sparse_right': back_product,
        'post.back_events': [0.5 * sum(back[j] - 1. != 0. for i, j in zip(sources, targets) if i == k) for k in range(9)],
      })
      back = [v + 0.1 for v in back]
    self.assertFalse(values, 'everything that was recorded was compared')


def transposed(A):
  return [list(column) for column in zip(*A)]


def flat(A):
  return [float(v) for row in A for v in row]


class Hebbian(Model):
  """A matrix as state: see matrices.bpl."""

  def test_values(self):
    result, values = self.run_script('matrices')
    self.assertEqual(result.stdout.decode().split('\n')[0], '(5, 7) (5,)')
    n, m, eta = 5, 7, 0.05
    W = [[0.1 * (m * i + j) / (n * m) + 0.1 for j in range(m)] for i in range(n)]
    M = [[0.] * n for _ in range(m)]
    all_pre, post = [0.1 + 0.05 * j * j for j in range(9)], [0.1 + 0.05 * i * i for i in range(n)]
    for step in range(20):
      pre = all_pre[1:8]
      W = [[W[i][j] + eta * post[i] * pre[j] for j in range(m)] for i in range(n)]
      to_post = [math.fsum(W[i][j] * pre[j] for j in range(m)) for i in range(n)]
      to_pre = [math.fsum(W[i][j] * post[i] for i in range(n)) for j in range(m)]
      rows = [math.fsum(row) for row in W]
      columns = [max(column) for column in transposed(W)]
      W = [[v / math.fsum(row) for v in row] for row in W]
      self.assertGreater(min(abs(v - mean(row)) for row in W for v in row), 1e-9, 'rounding decides no comparison')
      on = [[v > mean(row) for v in row] for row in W]
      W[2] = [v * 0.5 for v in W[2]]
      for i in range(n):
        W[i][1] = 0.125 * post[i]
      W[0][-1] = 0.75
      W[3], W[4] = [v * 0.2 for v in pre], [v * 0.2 for v in pre]
      old = [math.fsum(M[j][i] * rows[i] for i in range(n)) for j in range(m)]
      M = [[W[i][j] * 2. + pre[j] * post[i] - old[j] * 0.001 for i in range(n)] for j in range(m)]
      facts = [math.fsum(flat(W)), W[1][2], mean([row[2] for row in W]), math.sqrt(variance([row[1] for row in W])), n + 10. * m + 100. * n * m,
               float(any(row[0] for row in on)), math.fsum(M[j][i] * W[i][j] for j in (1, 2) for i in range(n)),
               math.fsum(W[i][j] * M[j][i] for i in range(n) for j in range(m)), min(flat(W)), math.prod(1. + v for v in W[2])]
      all_pre = [0.5 + 0.4 * math.sin(0.3 * step + j) for j in range(9)]
      post = [0.5 + 0.4 * math.sin(0.2 * step + i) for i in range(n)]
      self.check(values, step, {'syn.W': flat(W), 'syn.M': flat(M), 'syn.on': flat(on), 'syn.to_post': to_post, 'syn.to_pre': to_pre, 'syn.rows': rows,
                                'syn.columns': columns, 'syn.facts': facts, 'pre.r': all_pre})
    self.assertFalse(values, 'everything that was recorded was compared')


def product(A, B):
  return [[math.fsum(a * b for a, b in zip(row, column)) for column in zip(*B)] for row in A]


class Grids(Model):
  """Arrays of several dimensions that spread over each other: see grids.bpl."""

  def test_values(self):
    _, values = self.run_script('grids')
    n, m = 6, 3
    x, z = [0.3 * k for k in range(n)], 1.5
    A = [[float((3 * i + j) % 4) for j in range(n)] for i in range(n)]
    T = [[[float((a * n + i) * m + j) for j in range(m)] for i in range(n)] for a in range(2)]
    S = [[1.] * n for _ in range(n)]
    past = [S, [[0.] * n for _ in range(n)], [[0.] * n for _ in range(n)]]
    for step in range(10):
      x = [x[i] - 0.01 * math.fsum(A[i][j] * math.sin(x[i] - x[j]) for j in range(n)) + z * 0.001 for i in range(n)]
      T = [[[v * 1.01 for v in row] for row in plane] for plane in T]
      sums = [[math.fsum(column) for column in zip(*plane)] for plane in T]
      T = [[[T[a][i][j] + sums[a][j] * 0.001 + x[i] * 0.1 for j in range(m)] for i in range(n)] for a in range(2)]
      old, past = past[1], [S] + past[:2]
      S = [[(S[i][j] + S[j][i] * 0.5 + x[i] * x[j] * 0.1 + old[i][j] * 0.1) / 2. for j in range(n)] for i in range(n)]
      self.assertGreater(min(abs(v - 0.9) for v in flat(S)), 1e-9, 'rounding decides no comparison')
      y = [math.fsum((S[i][j] if S[i][j] > 0.9 else 0.) * x[j] for j in range(n)) + math.fsum(x[k] * min(1., max(0.5, S[k][i])) for k in range(n)) for i in range(n)]
      P = [[a + b for a, b in zip(*rows)] for rows in zip(product(S, A), product(A, transposed(S)))]
      z *= 0.99
      facts = [S[-2][-1], S[1][0], math.fsum(S[-1]), T[1][-2][0], mean(flat(T[0])), math.fsum(flat(S)), math.fsum(row[0] for row in S) + math.fsum(a * b for a, b in zip(x, S[1])),
               math.fsum(a * b for a, b in zip(flat(S), flat(A))), variance(flat(S))]
      facts.append(facts[0] + facts[3] + facts[4])
      out = [max(column) for plane in T for column in zip(*plane)]
      self.check(values, step, {'grids.x': x, 'grids.T': flat(T[0]) + flat(T[1]), 'grids.S': flat(S), 'grids.out': out, 'grids.y': y, 'grids.P': flat(P),
                                'grids.facts': facts, 'grids.z': [z]})
    self.assertFalse(values, 'everything that was recorded was compared')


def philox(counter, key):
  """Philox4x32-10 of four and two words."""
  c, (k0, k1) = list(counter), key
  for _ in range(10):
    p0, p1 = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
    c = [(p1 >> 32) ^ c[1] ^ k0, p1 & 0xFFFFFFFF, (p0 >> 32) ^ c[3] ^ k1, p0 & 0xFFFFFFFF]
    k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
  return c


def words(x):
  return [x & 0xFFFFFFFF, x >> 32]


def fnv1a(text):
  h = 14695981039346656037
  for byte in text.encode():
    h = (h ^ byte) * 1099511628211 % 2 ** 64
  return h


class Draws:
  """The numbers of one object's step by their address: draw, element, step."""

  def __init__(self, seed, name):
    object_key = fnv1a(f'step:{seed}:{name}')
    self.base = philox([0, 0, 0, 0], words(object_key))[:2]

  def block(self, draw, element, step):
    key = philox([draw, 0, 0, 0x5375624B], self.base)[2:]
    return philox(words(element) + words(step), key)

  @staticmethod
  def unit(low, high):
    return (high << 32 | low) >> 11

  def uniform(self, draw, element, step):
    b = self.block(draw, element, step)
    return self.unit(b[0], b[1]) * 2. ** -53

  def normal(self, draw, element, step):
    b = self.block(draw, element, step)
    radius = math.sqrt(-2. * math.log((self.unit(b[0], b[1]) + 1) * 2. ** -53))
    return radius * math.cos(2. * math.pi * self.unit(b[2], b[3]) * 2. ** -53)


class Noise(Model):
  """Draws for every element, for the whole step and of matrices; see noise.bpl."""

  def test_values(self):
    _, values = self.run_script('noise', ranks=3)
    draws = Draws(11, 'noisy')
    for step in range(20):
      each = [-1. + 4. * draws.uniform(0, k, step) for k in range(70)]
      x = draws.uniform(1, 0, step)
      W = [draws.normal(2, k, step) for k in range(210)]
      U = [draws.uniform(3, k, step) for k in range(12)]
      facts = [x, 2. + 0.5 * draws.normal(4, 0, step), draws.uniform(5, 0, step), 3. + math.floor(6. * draws.uniform(6, 0, step)),
               float(draws.uniform(7, 0, step) < 0.25), math.fsum(v - draws.normal(8, k, step) for k, v in enumerate(W))]
      on = [float(draws.uniform(9, k, step) < 0.5) for k in range(70)]
      self.check(values, step, {'noisy.each': each, 'noisy.shared': [x] * 70, 'noisy.W': W, 'noisy.columns': [U[j] + U[3 + j] + U[6 + j] + U[9 + j] for j in range(3)],
                                'noisy.facts': facts, 'noisy.on': on})
    self.assertFalse(values, 'everything that was recorded was compared')


class Composed(Model):
  """composed.bpl against the formulas."""

  X = [-2.75, -0.5, 0., 0.3, 1.5, 40., math.inf]

  def expected(self, rounds):
    def power(x):
      y = 1.
      for _ in range(rounds):
        y *= x
      return y

    return {
      'reciprocal': lambda x: 1. / x if x else math.inf, 'radians': math.radians, 'degrees': math.degrees,
      'isinf': lambda x: float(math.isinf(x)), 'isfinite': lambda x: float(math.isfinite(x)), 'sigmoid': lambda x: 1. / (1. + math.exp(-x)),
      'relu': lambda x: max(x, 0.), 'heaviside': lambda x: 0.25 if x == 0 else float(x > 0), 'trunc': lambda x: float(int(x)) if math.isfinite(x) else x,
      'low': lambda x: max(x, -1.), 'high': lambda x: min(x, 1.), 'both': lambda x: min(max(x, -1.), 1.), 'power': power,
      'fmod': lambda x: math.fmod(min(max(x, -100.), 100.), 0.7), 'copysign': lambda x: math.copysign(0.5, -x)}

  def test_values(self):
    for ranks in (1, 3):
      result, _ = self.run_script('composed', ranks)
      for rounds, file in ((3, 'traces.csv'), (2, 'traces.2.csv')):
        with open(result.out / file, newline='') as rows:
          found = {(r['variable'], int(r['neuron'])): float(r['value']) for r in csv.DictReader(rows)}
        for name, f in self.expected(rounds).items():
          for k, x in enumerate(self.X):
            if name == 'radians' and math.isinf(x):
              continue
            y = f(x)
            if math.isinf(y):
              self.assertEqual(found[name, k], y, f'{name}({x})')
            else:
              self.assertAlmostEqual(found[name, k], y, delta=1e-14 * max(1., abs(y)), msg=f'{name}({x})')


if __name__ == '__main__':
  unittest.main(verbosity=2)
