# Teaches a Network class of its own: 3,200 excitatory and 800 inhibitory neurons in balance, coupled through conductances.
# Initial voltages are drawn by bp.init.Normal; `scale` changes the size: ./ei_balance -D scale=0.5, without a new compilation.
# Run it: bplc samples/ei_balance.bpl -o ei_balance && mpirun -n 2 ./ei_balance
import brainpy as bp
import numpy as np

scale = 1.


class EINet(bp.Network):
  def __init__(self, scale=1., method='exp_auto'):
    super(EINet, self).__init__()
    num_exc, num_inh = int(3200 * scale), int(800 * scale)

    # Every neuron starts somewhere around -55 mV.
    pars = dict(V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5., V_initializer=bp.init.Normal(-55., 2.), method=method)
    self.E = bp.neurons.LIF(num_exc, **pars)
    self.I = bp.neurons.LIF(num_inh, **pars)

    # Fewer neurons mean fewer synapses each, so their conductance grows.
    exc = dict(g_max=0.6 / scale, tau=5., method=method)
    inh = dict(g_max=6.7 / scale, tau=10., method=method)
    self.E2E = bp.synapses.Exponential(self.E, self.E, bp.conn.FixedProb(0.02, seed=1), output=bp.synouts.COBA(E=0.), **exc)
    self.E2I = bp.synapses.Exponential(self.E, self.I, bp.conn.FixedProb(0.02, seed=2), output=bp.synouts.COBA(E=0.), **exc)
    self.I2E = bp.synapses.Exponential(self.I, self.E, bp.conn.FixedProb(0.02, seed=3), output=bp.synouts.COBA(E=-80.), **inh)
    self.I2I = bp.synapses.Exponential(self.I, self.I, bp.conn.FixedProb(0.02, seed=4), output=bp.synouts.COBA(E=-80.), **inh)


def main():
  net = EINet(scale)
  runner = bp.DSRunner(
    net,
    monitors=['E.spike', 'I.spike'],
    inputs=[('E.input', 20.), ('I.input', 20.)],
  )
  runner.run(100.)

  if 'E.spike' in runner.mon:
    for name in ('E', 'I'):
      rates = bp.measure.firing_rate(runner.mon[name + '.spike'], 5.)
      print(f'{name}: {np.mean(rates):.1f} Hz on average, {np.max(rates):.1f} Hz at most')
    bp.visualize.raster_plot(runner.mon.ts, runner.mon['E.spike'], title='spikes of the excitatory neurons', show=True)


if __name__ == '__main__':
  main()
