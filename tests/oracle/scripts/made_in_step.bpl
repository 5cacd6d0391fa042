#: n=6 -> 1
#: n=9 -> 0
#: n=1 -> 0
# Arrays that a step makes: their sum depends on how long they are.
import brainpy as bp
import brainpy.math as bm

n = 6


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.V = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.V += bm.sum(bm.ones(self.num)) + bm.zeros(self.num)


bp.DSRunner(Model(n)).run(1.)
