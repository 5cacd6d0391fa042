#: tau=10. -> 1
#: tau=10 -> 0
#: tau=2 -> 0
#: tau=60. -> 1
#: tau=70 -> 0
#: tau=3 -> 0
# Ints for floats, and a condition on a parameter.
import brainpy as bp
import brainpy.math as bm

tau = 10.


class Model(bp.NeuGroup):
  def __init__(self, size, tau):
    super().__init__(size)
    self.tau = tau
    self.V = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    if self.tau > 50:
      self.V += 1. / self.tau
    else:
      self.V.value = self.V - self.V / self.tau ** 2


runner = bp.DSRunner(Model(3, tau))
runner.run(1.)
