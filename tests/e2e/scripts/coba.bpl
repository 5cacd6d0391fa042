# Excitation and inhibition through conductances, with delays by array, weights by array and two runs of one network.
import brainpy as bp
import brainpy.math as bm
import numpy as np

n_e = 120
n_i = 30


class Balanced(bp.Network):
  def __init__(self, weight_scale=1.):
    super().__init__()
    parameters = dict(V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5., V_initializer=bp.init.Normal(-55., 2., seed=3))
    self.E = bp.neurons.LIF(n_e, **parameters)
    self.I = bp.neurons.LIF(n_i, **parameters)
    excite = dict(output=bp.synouts.COBA(E=0.), tau=5., g_max=0.3 * weight_scale)
    inhibit = dict(output=bp.synouts.COBA(E=-80.), tau=10., g_max=bp.init.Uniform(1., 3., seed=8))
    self.E2E = bp.synapses.Exponential(self.E, self.E, bp.conn.FixedProb(0.1, seed=1), delay_step=bm.asarray([k % 7 for k in range(n_e)]), **excite)
    self.E2I = bp.synapses.Exponential(self.E, self.I, bp.conn.FixedPostNum(5, seed=2), **excite)
    self.I2E = bp.synapses.Exponential(self.I, self.E, bp.conn.FixedPreNum(4, seed=3), delay_step=4, **inhibit)
    self.I2I = bp.synapses.Exponential(self.I, self.I, bp.conn.All2All(include_self=False), output=bp.synouts.COBA(E=-80.), tau=10., g_max=0.05)


net = Balanced()
runner = bp.DSRunner(
  net,
  monitors={'E.spike': net.E.spike, 'I.spike': net.I.spike, 'E.V': (net.E.V, [0, 5, 119]), 'g': (net.I2E.g, [1, 2])},
  inputs=[(net.E.input, 20.), (net.I.input, 20.)],
)
runner.run(20.)
runner.run(15.)
if 'E.spike' in runner.mon:
  print('spikes in the second run:', int(np.sum(runner.mon['E.spike'])), int(np.sum(runner.mon['I.spike'])))
