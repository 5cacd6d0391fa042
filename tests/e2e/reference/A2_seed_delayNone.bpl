# Two LIF groups as in tests/data/reference/A2_seed_delayNone.
# e2e: --rng=brainpy
import brainpy as bp
import brainpy.math as bm

a = bp.neurons.LIF(200, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5.)
b = bp.neurons.LIF(100, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5.)
d = bp.synapses.Exponential(a, b, bp.conn.FixedProb(0.04, seed=123), g_max=1., tau=8., delay_step=None)
net = bp.Network(a, b, d)

monitors = {'a.spike': a.spike, 'b.spike': b.spike}
for name, variable in (('aV', a.V), ('aI', a.input), ('ar', a.refractory), ('at', a.t_last_spike)):
  monitors[name] = (variable, [0, 7])
for name, variable in (('bV', b.V), ('bI', b.input), ('g', d.g)):
  monitors[name] = (variable, [0, 1, 2, 17])

runner = bp.DSRunner(
  net,
  monitors=monitors,
  inputs=[(a.input, 20.)],
  jit=True,
)
runner.run(200.)
