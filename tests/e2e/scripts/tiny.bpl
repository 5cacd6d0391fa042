# Fewer neurons than ranks.
import brainpy as bp

a = bp.neurons.LIF(2, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5.)
b = bp.neurons.LIF(1, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5.)
d = bp.synapses.Exponential(a, b, bp.conn.All2All(), g_max=2., tau=8., delay_step=1)
net = bp.Network(a, b, d)
runner = bp.DSRunner(
  net,
  monitors={'a.spike': a.spike, 'b.spike': b.spike, 'b.V': b.V},
  inputs=[(a.input, 20.)],
)
runner.run(30.)
