#: n=6 -> 2
#: n=9 -> 0
#: n=2 -> 0
# What a step asks of the length of a variable, and of numbers that live in a class, a closure, a module or a default.
import brainpy as bp
import brainpy.math as bm

n = 6
offset = 1.


class Model(bp.NeuGroup):
  scale = 2.

  def __init__(self, size, gain):
    super().__init__(size)
    self.V = bm.Variable(bm.zeros(self.num))
    self.f = lambda x, slope=3.: x * gain + slope

  def update(self, tdi):
    self.V += 1. / len(self.V) + self.V.shape[0] + self.V.size * self.scale + offset
    self.V += Model.scale + self.f(self.V)


class Part(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.V = bm.Variable(bm.zeros(self.num))
    self.half = self.num // 2

  def update(self, tdi):
    self.V[:self.half] = self.V[self.num - self.half:] + 1.


one = Model(n, 3.)
runner = bp.DSRunner(one)
runner.run(1.)
Model.scale = 5.
offset = 4
runner.run(1.)
other = bp.DSRunner(Model(n, 7))
other.run(1.)
part = bp.DSRunner(Part(n))
part.run(1.)
