# Passes through every command of the engine: a network that is gone before the next run, state read and written between runs.
import brainpy as bp


def run_once(n):
  pre = bp.neurons.LIF(n, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5.)
  post = bp.neurons.LIF(n, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5.)
  link = bp.synapses.Exponential(pre, post, bp.conn.FixedProb(0.5, seed=1), g_max=1., tau=8., delay_step=1)
  net = bp.Network(pre, post, link)
  runner = bp.DSRunner(
    net,
    monitors={'spike': post.spike},
    inputs=[(pre.input, 20.)],
  )
  runner.run(1.)
  return 'spike' in runner.mon and runner.mon['spike'].shape == (10, n)


if run_once(20):
  print('recorded')
group = bp.neurons.LIF(12, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5., name='group')
runner = bp.DSRunner(
  group,
  monitors={'V': group.V},
  inputs=[('input', 20.)],
)
runner.run(2.)
group.V[:] = -58.
runner.run(1.)
print(group.V)
