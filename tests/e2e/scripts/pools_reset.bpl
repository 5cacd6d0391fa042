# The same Network class: state changed by the script, a run, a reset, another runner on the same network.
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


net = TwoPools(scale=0.5)
runner = bp.DSRunner(net, monitors=['A.spike', 'B.V'], inputs=('A.input', 12.))
net.A.V[:] = -60. + bm.random.random(net.A.num) * 8.
runner.run(100.)
net.reset_state()
runner = bp.DSRunner(net, monitors=['A.V'], inputs=('A.input', 10.))
runner.run(100.)
print(runner.mon['A.V'].shape, runner.mon['A.V'][-1, 0])
