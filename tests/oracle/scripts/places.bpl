#: n=5 k=4 -> 1
#: n=3 k=4 -> 0
#: n=9 k=0 -> 0
#: n=3 k=-7 -> 1
#: n=9 k=-1 -> 0
# Whether an index lies in an axis is arithmetic on lengths, whether it counts from the end is structure.
import brainpy as bp
import brainpy.math as bm

n = 5
k = 4


class Model(bp.NeuGroup):
  def __init__(self, n, k):
    super().__init__(n)
    self.k = k
    self.x = bm.Variable(bm.zeros((n, 2)))

  def update(self, tdi):
    self.x[self.k, 0] = self.x[self.k, 1] + 1.


model = Model(n, k)
bp.DSRunner(model).run(1.)
