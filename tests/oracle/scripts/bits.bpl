#: k=6 n=3 -> 1
#: k=5 n=3 -> 0
#: k=5 n=1 -> 1
#: k=40 n=35 -> 0
# Bits of parameters are numbers of the set-up; a range is a guard.
import brainpy as bp
import brainpy.math as bm

k = 6
n = 3


class Model(bp.NeuGroup):
  def __init__(self, size, k, n):
    super().__init__(size)
    self.k, self.n = k, n
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.x += (self.k & 3) | (self.k << 1) ^ ~self.k
    if self.n & 2:
      self.x += 1.


runner = bp.DSRunner(Model(3, k, n))
runner.run(1.)
