# Sizes and parameters as top-level literals, for -D.
import brainpy as bp

n_a = 60
n_b = 30
scale = 1.
drive = 14

a = bp.neurons.LIF(n_a, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5., V_initializer=bp.init.Normal(-55., 3.))
b = bp.neurons.LIF(n_b, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5., V_initializer=bp.init.Uniform(-60., -50., seed=4))
d = bp.synapses.Exponential(a, b, bp.conn.FixedProb(0.2, seed=123), g_max=1.5 * scale, tau=8., delay_step=3)
back = bp.synapses.Exponential(b, a, bp.conn.FixedProb(0.3), g_max=-0.5 * scale, tau=5., output=bp.synouts.CUBA())
net = bp.Network(a, b, d, back)

runner = bp.DSRunner(
  net,
  monitors={'a.spike': a.spike, 'b.spike': b.spike, 'b.V': b.V},
  inputs=[(a.input, drive), (b.input, 8.)],
)
runner.run(40.)
print(n_a, n_b, 'neurons')
if 'b.V' in runner.mon:
  print(runner.mon['b.V'].shape)
