"""Integrators called in a step, against their formulas in plain Python. One class is one ctest entry."""
import csv
import math
import unittest

import tools

SCRIPTS = tools.ROOT / 'tests' / 'e2e' / 'scripts'
DT, STEPS, SIZE = 0.1, 40, 50


def f(x, y):
  return 0.3 * x * (1.5 - math.tanh(x)) - 0.2 * y


def f_slope(x):
  return 0.3 * (1.5 - math.tanh(x)) - 0.3 * x * (1. - math.tanh(x) ** 2)


def g(x, y):
  return 0.4 * x * math.cos(0.5 * x) + 0.1 * y


def g_slope(x):
  return 0.4 * math.cos(0.5 * x) - 0.2 * x * math.sin(0.5 * x)


class Stochastic(unittest.TestCase):
  """Draws depend on object, element and step, not on the method: the noise of an Euler run is that of every other run."""

  @classmethod
  def setUpClass(cls):
    cls.folder = tools.work_folder('integrators_stochastic')
    cls.euler = cls.traces('euler', 'Ito')

  @classmethod
  def traces(cls, method, kind):
    """[{x: [...], y: [...]}] of every step, the start first."""
    name = f'{method}_{kind}'
    program = tools.compiled(SCRIPTS / 'sde.bpl', cls.folder / name, '--precision=f64', '-D', 'method=' + method, '-D', 'kind=' + kind)
    found = [{'x': [1. + 0.5 * k / SIZE for k in range(SIZE)], 'y': [0.] * SIZE}] + [{'x': [None] * SIZE, 'y': [None] * SIZE} for _ in range(STEPS)]
    with open(tools.run(program, cls.folder / (name + '.out')).out / 'traces.csv', newline='') as file:
      for r in csv.DictReader(file):
        found[int(r['step']) + 1][r['variable']][int(r['neuron'])] = float(r['value'])
    return found

  def noise(self):
    """xi of every step and element: x' = x + f dt + g sqrt(dt) xi."""
    for before, after in zip(self.euler, self.euler[1:]):
      yield [(b - x - f(x, y) * DT) / (g(x, y) * math.sqrt(DT)) for x, y, b in zip(before['x'], before['y'], after['x'])]

  def check(self, method, kind, advance):
    found = self.traces(method, kind)
    for step, xi in enumerate(self.noise()):
      for k in range(SIZE):
        x, y = found[step]['x'][k], found[step]['y'][k]
        self.assertAlmostEqual(found[step + 1]['x'][k], advance(x, y, xi[k]), delta=1e-9, msg=f'x of {k} after step {step}')
        if method != 'exp_auto':
          self.assertAlmostEqual(found[step + 1]['y'][k], y + (x - y) / 6. * DT, delta=1e-12, msg=f'y of {k} after step {step}')

  def test_noise_is_standard_normal(self):
    xi = [x for row in self.noise() for x in row]
    mean = math.fsum(xi) / len(xi)
    self.assertLess(abs(mean), 5. / math.sqrt(len(xi)))
    self.assertLess(abs(math.fsum((x - mean) ** 2 for x in xi) / len(xi) - 1.), 5. * math.sqrt(2. / len(xi)))
    self.assertEqual(len({round(x, 9) for x in xi}), len(xi), 'every draw is new')

  def test_milstein(self):
    def ito(x, y, xi):
      dW = math.sqrt(DT) * xi
      return x + f(x, y) * DT + g(x, y) * dW + g(x, y) * g_slope(x) / 2. * (dW * dW - DT)
    self.check('milstein', 'Ito', ito)
    self.check('milstein', 'Stratonovich', lambda x, y, xi: ito(x, y, xi) + g(x, y) * g_slope(x) / 2. * DT)

  def test_heun(self):
    def heun(x, y, xi):  # BrainPy's predictor has no sqrt(dt)
      return x + f(x, y) * DT + (g(x, y) + g(x + g(x, y) * xi, y)) / 2. * math.sqrt(DT) * xi
    self.check('heun', 'Stratonovich', heun)
    self.check('euler', 'Stratonovich', heun)

  def test_exponential_euler(self):
    def step(x, y, xi):
      z = DT * f_slope(x)
      return x + DT * math.expm1(z) / z * f(x, y) + g(x, y) * math.sqrt(DT) * xi
    self.check('exp_auto', 'Ito', step)

  def test_refused(self):
    for method, kind, message in (('heun', 'Ito', "write intg_type='Stratonovich'"), ('exp_auto', 'Stratonovich', 'leave out intg_type'),
                                  ('klpl', 'Ito', 'there are euler, heun, milstein and exp_auto'), ('eulr', 'Ito', "unknown method of sdeint 'eulr'")):
      result = tools.bplc(SCRIPTS / 'sde.bpl', '-o', self.folder / 'refused', '-D', 'method=' + method, '-D', 'kind=' + kind, cwd=self.folder)
      self.assertNotEqual(result.status, 0)
      self.assertIn(message, result.stderr.decode())


ORDERS = {'euler': 1, 'midpoint': 2, 'heun2': 2, 'ralston2': 2, 'rk2': 2, 'rk3': 3, 'heun3': 3, 'ralston3': 3, 'ssprk3': 3, 'rk4': 4, 'ralston4': 4, 'rk4_38rule': 4,
          'rkf12': 2, 'rkf45': 5, 'rkdp': 5, 'ck': 5, 'heun_euler': 2, 'BoSh3': 3, 'exp_auto': 2, 'exp_euler': 2, 'exp_euler_auto': 2, 'exponential_euler': 2}


class Ordinary(unittest.TestCase):
  """All methods by name with step lengths given at the call, and the forms in which an integral is made."""

  @classmethod
  def setUpClass(cls):
    folder = tools.work_folder('integrators_ordinary')
    cls.folder = folder
    result = tools.run(tools.compiled(SCRIPTS / 'ode.bpl', folder / 'ode', '--precision=f64'), folder / 'out')
    cls.values = {}
    with open(result.out / 'traces.csv', newline='') as file:
      for r in csv.DictReader(file):
        cls.values.setdefault((r['population'] + '.' + r['variable'], int(r['step'])), []).append(float(r['value']))

  def test_orders(self):
    """The largest distance from the exact solution in ten steps, at h and at h/2: it falls by 2 to the order."""
    def largest(name):
      exact = lambda start, step: 1.5 / (1. + (1.5 / start - 1.) * math.exp(-1.5 * 0.2 * (step + 1)))
      return max(abs(self.values[name, step][k] - exact(start, step)) for k, start in enumerate((0.2, 0.4)) for step in range(10))
    for method, order in ORDERS.items():
      measured = math.log2(largest('logistic.whole_' + method) / largest('logistic.halves_' + method))
      self.assertGreater(measured, order - 0.3, method)
      self.assertLess(measured, order + 0.7, method)

  def test_euler_by_hand(self):
    x = 0.2
    for step in range(10):
      x += 0.2 * x * (1.5 - x)
      self.assertAlmostEqual(self.values['logistic.whole_euler', step][0], x, delta=1e-13)

  def test_decorator_and_captured_steps(self):
    a, b, c = [[1., 2., 3.] for _ in range(3)]
    for step in range(10):
      t = step * 0.1
      for k in range(3):
        half = a[k] + 0.05 * (0.3 * t - a[k] + 0.5)
        a[k] += 0.1 * (0.3 * (t + 0.05) - half + 0.5)
        b[k] -= 0.25 * b[k] / 3.
        c[k] -= 0.5 * c[k] / 3.
      for name, expected in (('a', a), ('b', b), ('c', c)):
        for found, x in zip(self.values['forms.' + name, step], expected):
          self.assertAlmostEqual(found, x, delta=1e-13, msg=f'{name} in step {step}')

  def test_nested_equations_move_together(self):
    def slopes(t, p, q, r):
      return [q - p * t, 1.5 * r - p * q, -r * p]
    for k in range(3):
      y = [1. + k] * 3
      for step in range(10):
        t = step * 0.1
        first = slopes(t, *y)
        second = slopes(t + 0.2, *[v + 0.2 * d for v, d in zip(y, first)])
        y = [v + 0.1 * d + 0.1 * e for v, d, e in zip(y, first, second)]
        for name, x in zip('pqr', y):
          self.assertAlmostEqual(self.values['forms.' + name, step][k], x, delta=1e-12 * max(1., abs(x)), msg=f'{name} in step {step}')

  def test_refused(self):
    for code, message in (("bp.odeint(f, method='bs')", "'BoSh3' is the same method"), ("bp.odeint(f, method='rk5')", "unknown integration method 'rk5'"),
                          ("bp.odeint(f, method='rk4', adaptive=True)", 'adaptive=True'), ("bp.odeint(f, state_delays={'x': 1})", 'state_delays')):
      script = self.folder / 'refused.bpl'
      script.write_text(f'import brainpy as bp\n\ndef f(x, t):\n  return -x\n\nintegral = {code}\n')
      result = tools.bplc(script, '-o', self.folder / 'refused', cwd=self.folder)
      self.assertNotEqual(result.status, 0)
      self.assertIn(message, result.stderr.decode())

def derivative(f, x):
  """df/dx by a symmetric difference of fourth order."""
  h = 1e-3
  return (8. * (f(x + h) - f(x - h)) - f(x + 2. * h) + f(x - 2. * h)) / (12. * h)


def exponential(f, x, dt, slope=None):
  z = dt * (derivative(f, x) if slope is None else slope)
  return x + dt * math.expm1(z) / z * f(x)


class Called(unittest.TestCase):
  """Integrals that the script itself calls, on numbers and arrays."""

  @classmethod
  def setUpClass(cls):
    folder = tools.work_folder('integrators_called')
    program = tools.compiled(SCRIPTS / 'host_integrals.bpl', folder / 'host_integrals')
    cls.lines = [line.split() for line in tools.run(program, folder / 'out').stdout.decode().splitlines()]

  def values(self, label):
    return [float(text) for words in self.lines if words[0] == label for text in words[1:] if text != 'float']

  def test_same_bits_as_steps(self):
    """Arrays of both kinds and numbers have the bits of the runner; Euler and rk4 are calculated here."""
    found = {words[0]: words for words in self.lines[:18]}
    self.assertEqual(set(found), {m for m in ORDERS if not m.startswith('exp')})
    for method, words in found.items():
      self.assertEqual(words[1:4], ['True'] * 3, method)
    self.assertEqual(self.lines[18], ['True', 'ndarray', 'float'])

    def f(V, w, I=0.5):
      return (I - w - V) * V, (V - w) * 0.08

    def euler(V, w, h=0.1):
      a, b = f(V, w)
      return V + h * a, w + h * b

    def rk4(V, w, h=0.1):
      k = [f(V, w)]
      for step in (h / 2., h / 2., h):
        k.append(f(V + step * k[-1][0], w + step * k[-1][1]))
      return tuple(x + h / 6. * (k[0][i] + 2. * k[1][i] + 2. * k[2][i] + k[3][i]) for i, x in enumerate((V, w)))

    for method, step in (('euler', euler), ('rk4', rk4)):
      cells = [(1., 0.2), (0.3, -0.4), (1.7, 0.5)]
      for _ in range(50):
        cells = [step(*c) for c in cells]
      self.assertAlmostEqual(float(found[method][4]), cells[0][0], delta=1e-12)
      self.assertAlmostEqual(float(found[method][5]), cells[2][1], delta=1e-12)

    alone = (0.1, 0.2)
    for _ in range(3):
      V, w = alone
      g = lambda V, w: f(V, w, 1.)
      k1 = g(V, w)
      k2 = g(V + 0.05 * k1[0], w + 0.05 * k1[1])
      k3 = g(V + 0.05 * k2[0], w + 0.05 * k2[1])
      k4 = g(V + 0.1 * k3[0], w + 0.1 * k3[1])
      alone = tuple(x + 0.1 / 6. * (k1[i] + 2. * k2[i] + 2. * k3[i] + k4[i]) for i, x in enumerate((V, w)))
    for value, expected in zip(self.values('alone'), alone, strict=True):
      self.assertAlmostEqual(value, expected, delta=1e-13)

  def test_exponential(self):
    self.assertAlmostEqual(self.values('decay')[0], 2. * math.exp(-4. / 3.), delta=1e-14)
    for value, m, V in zip(self.values('gates'), (0.1, 0.5, 0.9), (-65., -20., 10.), strict=True):
      alpha, beta = 0.1 * (V + 40.) / (1. - math.exp(-(V + 40.) / 10.)), 4. * math.exp(-(V + 65.) / 18.)
      self.assertAlmostEqual(value, exponential(lambda m: alpha * (1. - m) - beta * m, m, 0.2, -alpha - beta), delta=1e-14)

    def curve(x):
      left = math.tanh(x) * x ** 2 if x > 0.5 else math.sin(3. * x) / (1. + abs(x))
      return left - min(max(x, 0.2), 0.8) + 2. ** x - x % 0.7
    for value, x in zip(self.values('curve'), (-1.3, 0.1, 0.6, 2.), strict=True):
      self.assertAlmostEqual(value, exponential(curve, x, 0.1), delta=1e-9)
    plain = lambda x: math.exp(-x) + math.sqrt(x) - max(x, 0.5) * math.cos(0.5)
    for value, x in zip(self.values('plain'), (1.25, 0.25), strict=True):
      self.assertAlmostEqual(value, exponential(plain, x, 0.1), delta=1e-9)
    self.assertEqual(self.values('still'), [1.5])

  def test_loops(self):
    """Time reaches the derivative; a loop ends where the exact solution does."""
    simpson = sum(math.cos(0.1 * k) + 4. * math.cos(0.1 * k + 0.05) + math.cos(0.1 * k + 0.1) for k in range(10)) / 60.
    self.assertAlmostEqual(self.values('driven')[0], simpson, delta=1e-14)
    self.assertAlmostEqual(simpson, math.sin(1.), delta=1e-7)
    V, w, steps = -1., 0., 0
    f = lambda V, w: (V - V ** 3 / 3. - w + 0.8, (V + 0.7) / 12.5)
    while V < 1. and steps < 5000:
      k1 = f(V, w)
      k2 = f(V + 0.025 * k1[0], w + 0.025 * k1[1])
      k3 = f(V + 0.025 * k2[0], w + 0.025 * k2[1])
      k4 = f(V + 0.05 * k3[0], w + 0.05 * k3[1])
      V, w = (x + 0.05 / 6. * (k1[i] + 2. * k2[i] + 2. * k3[i] + k4[i]) for i, x in enumerate((V, w)))
      steps += 1
    found = self.values('crossed')
    self.assertEqual(found[0], steps)
    self.assertAlmostEqual(found[1], V, delta=1e-10)

  def test_noise(self):
    self.assertAlmostEqual(self.values('noisy')[0], 0.9, delta=1e-15)
    self.assertEqual([words for words in self.lines if words[0] == 'spread'], [['spread', 'True', 'True']])

class Alone(unittest.TestCase):
  """IntegratorRunner against the formulas."""

  def test_values(self):
    folder = tools.work_folder('integrators_alone')
    printed = tools.run(tools.compiled(SCRIPTS / 'integrator_runner.bpl', folder / 'alone'), folder / 'out').stdout.decode().splitlines()
    self.assertEqual(printed.pop(1), '(20, 3) (20, 1)')
    found = {line.split()[0]: [float(text) for text in line.split()[1:]] for line in printed}

    def step(V, w, I, h=0.05):
      f = lambda V, w: (V - V ** 3 / 3. - w + I, (V + 0.7) / 12.5)
      k = [f(V, w)]
      for part in (h / 2., h / 2., h):
        k.append(f(V + part * k[-1][0], w + part * k[-1][1]))
      return tuple(x + h / 6. * (k[0][i] + 2. * k[1][i] + 2. * k[2][i] + k[3][i]) for i, x in enumerate((V, w)))

    cells = [(-1., 0.2), (0.3, 0.2), (1.7, 0.2)]
    for label, steps in (('first', 20), ('second', 40)):
      for k in range(steps):
        cells = [step(V, w, (k + 1.) / 40.) for V, w in cells]
      for value, expected in zip(found[label], [V for V, _ in cells] + [cells[2][1]], strict=True):
        self.assertAlmostEqual(value, expected, delta=1e-12, msg=label)
    x = 2.
    for k in range(10):
      x += 3. * -math.expm1(-0.1 / 3.) * (math.sin(5. + 0.1 * k) - x / 3.)
    expected = {'times': (0.05, 1., 1.), 'later': (1.05, 3.), 'single': (x, 6.), 'called': (x,)}
    a, b = 1., 0.
    for _ in range(300):
      p, q = a - 0.01 * b, b + 0.01 * a
      a, b = a - 0.005 * (b + q), b + 0.005 * (a + p)
    expected['circle'] = (a, b)
    for label, values in expected.items():
      for value, wanted in zip(found[label], values, strict=True):
        self.assertAlmostEqual(value, wanted, delta=1e-12, msg=label)


COUPLED = """import brainpy as bp
import brainpy.math as bm
bm.enable_x64()

class Pair(bp.DynamicalSystem):
  def __init__(self, order):
    super().__init__()
    self.s = bm.Variable(bm.asarray([1., 2., 3.]))
    self.x = bm.Variable(bm.asarray([0.5, 0.25, 1.]))
    self.integral = bp.odeint(bp.JointEq([lambda s, t, x: x - s, lambda x, t: -x]), method='euler')
    self.order = order

  def update(self, tdi):
    total = bm.sum(self.s)
    s, x = self.integral(self.s, self.x, tdi.t, tdi.dt)
    if self.order == 'sum before':
      self.s.value = s
      self.x.value = x + total
    elif self.order == 'mean of a result':
      self.s.value = s
      self.x.value = x - bm.mean(s)
    elif self.order == 'roll behind':
      self.s.value = s
      self.x.value = x
      self.s += bm.roll(self.x, 1)
    elif self.order == 'twice':
      self.s.value = bm.sum(x) + s
      self.x.value = bm.sum(self.s) + x * s

for order in ('sum before', 'mean of a result', 'roll behind', 'twice'):
  pair = Pair(order)
  bp.DSRunner(pair).run(0.5)
  print(*pair.s.value.tolist(), *pair.x.value.tolist())
"""


class Coupled(unittest.TestCase):
  """Results of one integral that are used before and behind sums over a population."""

  @staticmethod
  def expected(order):
    s, x = [1., 2., 3.], [0.5, 0.25, 1.]
    for _ in range(5):
      total = sum(s)
      new_s, new_x = [a + (b - a) * 0.1 for a, b in zip(s, x)], [b + -b * 0.1 for b in x]
      if order == 0:
        s, x = new_s, [b + total for b in new_x]
      elif order == 1:
        s, x = new_s, [b - sum(new_s) / 3. for b in new_x]
      elif order == 2:
        s, x = [a + b for a, b in zip(new_s, new_x[-1:] + new_x[:-1])], new_x
      else:
        s = [a + sum(new_x) for a in new_s]
        x = [sum(s) + a * b for a, b in zip(new_s, new_x)]
    return s + x

  def test_results_on_both_sides(self):
    folder = tools.work_folder('integrators_Coupled')
    (folder / 'coupled.bpl').write_text(COUPLED)
    program = tools.compiled(folder / 'coupled.bpl', folder / 'coupled')
    printed = {ranks: tools.run(program, folder / f'out{ranks}', '--quiet', ranks=ranks).stdout.decode() for ranks in (1, 2, 3)}
    self.assertEqual(printed[1], printed[2])
    self.assertEqual(printed[1], printed[3])
    for order, line in enumerate(printed[1].splitlines()):
      for found, value in zip(line.split(), self.expected(order), strict=True):
        self.assertAlmostEqual(float(found), value, delta=1e-12 * max(1., abs(value)), msg=f'order {order}')


if __name__ == '__main__':
  unittest.main(verbosity=2)
