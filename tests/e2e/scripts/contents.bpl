# What lists, tuples, dicts, ranges and slices hold, used by a step as a whole; places past the end; bools as numbers.
import brainpy as bp
import brainpy.math as bm

bm.enable_x64()


class Held(bp.NeuGroup):
  def __init__(self, p, sizes, key):
    super().__init__(2)
    self.p, self.t, self.d, self.sizes, self.key = list(p), tuple(p), {'k': [p[0]]}, sizes, key
    self.A = bm.Variable(bm.arange(16, dtype=float).reshape((4, 4)))
    self.x = bm.Variable(bm.zeros(8))

  def update(self, tdi):
    self.x[0] = bm.sum(self.p) * 10. + bm.max(bm.asarray(self.t))
    self.x[1] = 1. if self.p == [3., 4.] else 2.
    self.x[2] = 1. if self.t in [(3., 4.), (4., 3.)] else 2.
    self.x[3] = 1. if self.d == {'k': [3.]} else 2.
    self.x[4] = (self.p + [1.])[1] + (self.t * 2)[2]
    self.x[5] = bm.sum(bm.full(self.sizes, 2.))
    self.x[6] = bm.sum(self.A[self.key])
    self.x[7] = 1. if self.p < [3., 5.] else 2.


for p, sizes, key in (((3., 4.), (2, 3), (0, 1)), ((4., 3.), [4, 3], (2, 3)), ((5., 6.), (1, 5), slice(0, 2)), ((3., 9.), 7, slice(1, 3))):
  held = Held(p, sizes, key)
  runner = bp.DSRunner(
    held,
    monitors=['x'],
  )
  runner.run(0.2)
  print([float(v) for v in held.x])


class Places(bp.NeuGroup):
  def __init__(self, n, k):
    super().__init__(n)
    self.k = k
    self.x = bm.Variable(bm.arange(2. * n).reshape((n, 2)))
    self.y = bm.Variable(bm.zeros(3))

  def update(self, tdi):
    self.y[0] = self.x[self.k, 1]
    self.y[1] = self.x[1, self.k]
    self.y[2] = 1. * ((self.x[0, 0] < 1.) + (self.x[0, 0] < 2.))
    self.x[self.k, 1] = 50.
    self.x[0, self.k] = 60.


for n, k in ((5, 4), (3, 1), (3, 4), (2, -1), (3, -7)):
  places = Places(n, k)
  bp.DSRunner(places).run(0.1)
  print([float(v) for v in places.y], [float(v) for v in places.x.flatten()])


class Drift(bp.NeuGroup):
  def __init__(self, size, method):
    super().__init__(size)
    self.I = bm.arange(1., size + 1.)
    self.x, self.y = bm.Variable(bm.zeros(size)), bm.Variable(bm.zeros(size))
    self.integral = bp.odeint(lambda V, t, I: I - V, method=method)

  def update(self, tdi):
    self.x.value = self.integral(0.5, tdi.t, self.I, tdi.dt)
    self.y.value = self.integral(0.5, tdi.t, 2., tdi.dt)


for method in ('euler', 'rk4'):
  drift = Drift(3, method)
  bp.DSRunner(drift).run(0.1)
  print([float(v) for v in drift.x], [float(v) for v in drift.y])
