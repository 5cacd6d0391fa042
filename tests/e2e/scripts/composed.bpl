# Functions that kernels make of others, clip with one bound, and a loop over a parameter.
import brainpy as bp
import brainpy.math as bm

bm.enable_x64()


class Table(bp.NeuGroup):
  def __init__(self, values, rounds):
    super().__init__(len(values))
    self.rounds = rounds
    self.x = bm.Variable(bm.asarray(values))
    for name in ('reciprocal', 'radians', 'degrees', 'isinf', 'isfinite', 'sigmoid', 'relu', 'heaviside', 'trunc', 'low', 'high', 'both', 'power', 'fmod', 'copysign'):
      setattr(self, name, bm.Variable(bm.zeros(len(values))))

  def update(self, tdi):
    x = self.x.value
    self.reciprocal.value = bm.reciprocal(x)
    self.radians.value = bm.deg2rad(x) + 0. * bm.where(bm.isfinite(x), bm.radians(x), 0.)
    self.degrees.value = bm.degrees(x)
    self.isinf.value = bm.where(bm.isinf(x), 1., 0.)
    self.isfinite.value = bm.where(bm.isfinite(x), 1., 0.)
    self.sigmoid.value = bm.sigmoid(x)
    self.relu.value = bm.relu(x)
    self.heaviside.value = bm.heaviside(x, 0.25)
    self.trunc.value = bm.trunc(x)
    self.low.value = bm.clip(x, -1.)
    self.high.value = bm.clip(x, a_max=1.)
    self.both.value = bm.clip(x, -1., 1.)
    self.fmod.value = bm.fmod(bm.clip(x, -100., 100.), 0.7)
    self.copysign.value = bm.copysign(0.5, -x)
    y = 1.
    for k in range(self.rounds):
      y = y * x
    self.power.value = y


for rounds in (3, 2):
  table = Table([-2.75, -0.5, 0., 0.3, 1.5, 40., 1e300 * 1e10], rounds)
  runner = bp.DSRunner(
    table,
    monitors=['x', 'reciprocal', 'radians', 'degrees', 'isinf', 'isfinite', 'sigmoid', 'relu', 'heaviside', 'trunc', 'low', 'high', 'both', 'power', 'fmod', 'copysign'],
  )
  runner.run(0.1)
