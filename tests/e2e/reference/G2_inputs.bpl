# Four kinds of input at once onto one group, as in tests/data/reference/G2_inputs.
# e2e: --rng=brainpy
import brainpy as bp
import brainpy.math as bm
import numpy as np

s = bp.neurons.LIF(4, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5., V_initializer=bp.init.Constant(-60.))
per_step = bm.asarray(np.random.RandomState(2).uniform(5., 25., (600, 4)))


def wave(t, dt):
  return bm.sin(t)


runner = bp.DSRunner(
  s,
  monitors={'spike': s.spike, 'V': s.V, 'I': s.input},
  inputs=[
    ('input', per_step, 'iter', '+'),
    ('input', 2., 'fix', '-'),
    ('input', wave, 'func', '+'),
    ('input', bm.asarray([1., 1., 0.5, 2.]), 'fix', '*'),
  ],
)
runner.run(60.)
