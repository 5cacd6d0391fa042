# A balanced network of 4,000 neurons as in tests/data/reference/C1_COBA_V1.
# e2e: --rng=brainpy
import brainpy as bp
import brainpy.math as bm
import numpy as np


class EINet(bp.Network):
  def __init__(self, method='exp_auto'):
    super(EINet, self).__init__()
    pars = dict(V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5., method=method)
    self.E = bp.neurons.LIF(3200, **pars)
    self.I = bp.neurons.LIF(800, **pars)
    exc = dict(output=bp.synouts.COBA(E=0.), g_max=0.6, tau=5., method=method)
    inh = dict(output=bp.synouts.COBA(E=-80.), g_max=6.7, tau=10., method=method)
    self.E2E = bp.synapses.Exponential(self.E, self.E, bp.conn.FixedProb(0.02, seed=1), **exc)
    self.E2I = bp.synapses.Exponential(self.E, self.I, bp.conn.FixedProb(0.02, seed=2), **exc)
    self.I2E = bp.synapses.Exponential(self.I, self.E, bp.conn.FixedProb(0.02, seed=3), **inh)
    self.I2I = bp.synapses.Exponential(self.I, self.I, bp.conn.FixedProb(0.02, seed=4), **inh)


net = EINet()
V0 = np.random.RandomState(100).normal(-55., 2., 4000)
net.E.V[:] = bm.asarray(V0[:3200])
net.I.V[:] = bm.asarray(V0[3200:])

some = [0, 1, 2, 3]
runner = bp.DSRunner(
  net,
  monitors={'E': net.E.spike, 'I': net.I.spike, 'V': (net.E.V, some), 'In': (net.E.input, some), 'gE2E': (net.E2E.g, some), 'gI2E': (net.I2E.g, some)},
  inputs=[(net.E.input, 20.), (net.I.input, 20.)],
)
runner.run(100.)
