# Results are checked in every round of a loop; what stands behind it is part of the program all the same.
import brainpy as bp
import brainpy.math as bm
import numpy as np


class Line(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.V = bm.Variable(bm.zeros(size))

  def update(self, tdi):
    self.V.value = self.V + 1.


for weight in [0., 1., 2., 3.]:
  runner = bp.DSRunner(bp.neurons.LIF(5), monitors=['V'])
  runner.run(5.)
  assert not np.isnan(runner.mon['V']).any()
  if runner.mon['V'].max() > 1e6:
    raise ValueError('V blew up')
runner = bp.DSRunner(Line(3), monitors=['V'])
runner.run(1.)
print('after', runner.mon.V[-1])
a, b = bp.neurons.LIF(2, V_initializer=bp.init.Constant(30.)), bp.neurons.LIF(3)
matrix = bp.synapses.Exponential(a, b, bp.conn.All2All(), g_max=np.arange(6.).reshape(2, 3), tau=1e18)
bp.DSRunner(bp.Network(a, b, matrix)).run(0.2)
print('matrix', matrix.g)
