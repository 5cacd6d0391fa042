# A sweep: a function that builds, runs and returns a number, called many times.
import brainpy as bp
import brainpy.math as bm

networks = 100


class Leak(bp.NeuGroup):
  def __init__(self, size, tau):
    super().__init__(size)
    self.tau = tau
    self.V = bm.Variable(bm.zeros(self.num))
    self.input = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.V.value = self.V + tdi.dt * (self.input - self.V) / self.tau
    self.input[:] = 0.


def highest(k):
  a = bp.neurons.LIF(200, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5.)
  b = Leak(200, 10. + k)
  s = bp.synapses.Exponential(a, b, bp.conn.FixedProb(0.5, seed=3), g_max=2., tau=8.)
  runner = bp.DSRunner(bp.Network(a, b, s), inputs=(a.input, 20.), monitors={'V': b.V, 'spike': a.spike})
  runner.run(20.)
  return runner.mon['V'][-1].max()


found = []
for k in range(networks):
  found.append(float(highest(k)))
print(len(found), found[0] > found[-1] > 0.)
