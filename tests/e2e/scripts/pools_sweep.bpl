# A Network class that only holds parts; a function that builds, seeds, runs and measures, called in a loop.
import brainpy as bp
import brainpy.math as bm


class TwoPools(bp.Network):
  def __init__(self, scale=1.0, method='exp_auto'):
    super(TwoPools, self).__init__()
    n_a, n_b = int(300 * scale), int(80 * scale)
    par = dict(V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5.)
    self.A = bp.neurons.LIF(n_a, **par, method=method)
    self.B = bp.neurons.LIF(n_b, **par, method=method)
    self.A2B = bp.synapses.Exponential(self.A, self.B, bp.conn.FixedProb(prob=0.1),
                                       g_max=0.5 / scale, tau=6., output=bp.synouts.CUBA())


def rate_of(I, seed):
  bm.random.seed(seed)
  model = TwoPools()
  r = bp.DSRunner(model, monitors=['A.spike'], inputs=('A.input', I), progress_bar=False)
  r.run(300.)
  return bp.measure.firing_rate(r.mon['A.spike'], 10.).mean()


rates = []
for I in [8., 12., 16.]:
  rates.append(rate_of(I, seed=1))
print(rates)
