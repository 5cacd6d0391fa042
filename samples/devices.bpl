# Teaches the later bpl API: populations, synapses, inputs and monitors are objects of their own modules.
# Two populations are recorded with one monitor; the callback sees both, the second one behind the first.
# Run it: bplc samples/devices.bpl -o devices && mpirun -n 2 ./devices
import brainpy as bp
import bpl

bpl.set_platform('cpu')

n_a = 200
n_b = 100


class Feedforward(bpl.Network):
  def __init__(self):
    super().__init__()
    self.a = bpl.neurons.LIF(n_a, V_reset=-60., V_th=-50., V_rest=-60., tau=20., tau_ref=5.)
    self.b = bpl.neurons.LIF(n_b, V_reset=-60., V_th=-50., V_rest=-60., tau=20., tau_ref=5.)
    self.d = bpl.synapses.Exponential(self.a, self.b, bp.conn.FixedProb(0.04, seed=123), g_max=1.0, tau=8.0, delay_step=1)


net = Feedforward()
net.build()

counts = [0, 0]


def count_spikes(spikes):
  for neuron, t in spikes:
    counts[0 if neuron <= n_a else 1] += 1


def show_voltage(voltages):
  neuron, t, voltage = voltages[0]
  if t == int(t):
    print(f'{t:5.1f} ms: neuron {neuron} at {voltage:.3f} mV')


runner = bpl.runner.DSRunner(
  net,
  inputs=[bpl.device.Input(net.a, 20)],
  monitors=[bpl.device.Monitor([net.a, net.b], bpl.device.MonitorKey.spike), bpl.device.Monitor([net.a, net.b], bpl.device.MonitorKey.volt)],
  jit=False,
  spike_callback=count_spikes,
  volt_callback=show_voltage,
)
runner.run(20.)

print('spikes of a:', counts[0], 'spikes of b:', counts[1])
if 'spike' in runner.mon:
  bp.visualize.raster_plot(runner.mon.ts, runner.mon['spike'], title='both populations', show=True)
