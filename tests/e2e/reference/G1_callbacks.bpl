# The network of tests/data/reference/G1_bpl_single_process; every call of the callbacks is one printed line.
# e2e: --rng=brainpy
import brainpy as bp
import bpl

bpl.set_platform('cpu')


class Pair(bpl.Network):
  def __init__(self):
    super().__init__()
    self.a = bpl.neurons.LIF(300, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5.)
    self.b = bpl.neurons.LIF(100, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5.)
    self.d = bpl.synapses.Exponential(self.a, self.b, bp.conn.FixedProb(0.4, seed=123), g_max=10., tau=5., delay_step=1)


net = Pair()
net.build()


def spike(events):
  print('spike', events)


def volt(values):
  print('volt', len(values), [item for item in values if 301 <= item[0] <= 303])


runner = bpl.runner.DSRunner(
  net,
  inputs=[bpl.device.Input(net.a, 20), bpl.device.Input(net.b, 10)],
  monitors=[bpl.device.Monitor([net.a, net.b], bpl.device.MonitorKey.spike), bpl.device.Monitor([net.a, net.b], bpl.device.MonitorKey.volt)],
  jit=False,
  spike_callback=spike,
  volt_callback=volt,
)
runner.run(20.)
