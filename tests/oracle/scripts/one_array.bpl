#: same=0 -> 1
#: same=1 -> 0
#: n=1 same=0 -> 1
# One array in two places is as good as two, and an array of one element spreads.
import brainpy as bp
import brainpy.math as bm

same = 0
n = 4


class Model(bp.NeuGroup):
  def __init__(self, size, a, b):
    super().__init__(size)
    self.a = a
    self.b = b
    self.V = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.V += self.a - self.b * self.V


a = bm.ones(n)
runner = bp.DSRunner(Model(4, a, a if same == 1 else bm.ones(4) * 2))
runner.run(1.)
