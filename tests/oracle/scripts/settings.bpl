#: dt=0.1 -> 1
#: dt=0.2 -> 0
#: dt=0.05 -> 0
# The step length that a step asks for itself.
import brainpy as bp
import brainpy.math as bm

dt = 0.1
bm.set_dt(dt)


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.V = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.V += bm.get_dt() * 2.


bp.DSRunner(Model(3)).run(1.)
bm.set_dt(0.5)
bp.DSRunner(Model(3)).run(1.)
