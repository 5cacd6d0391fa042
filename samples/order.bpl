# Teaches the order of a step: a Network whose own update() runs the pre neurons, the synapse and the post neurons in that order.
# A spike then reaches the post neuron within the same step; in the built-in order (synapse first) it arrives one step later.
# Run it: bplc samples/order.bpl -o order && mpirun -n 2 ./order
import brainpy as bp
import brainpy.math as bm
import numpy as np


class Pair(bp.Network):
  def __init__(self, n):
    super(Pair, self).__init__()
    pars = dict(V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5., V_initializer=bp.init.Constant(-60.))
    self.pre = bp.neurons.LIF(n, **pars)
    self.post = bp.neurons.LIF(n, **pars)
    self.syn = bp.synapses.Exponential(self.pre, self.post, bp.conn.One2One(), g_max=1., tau=8.)


class Forward(Pair):
  def update(self, tdi):
    self.pre.update(tdi)
    self.syn.update(tdi)
    self.post.update(tdi)


def record(net):
  runner = bp.DSRunner(
    net,
    monitors=['pre.spike', 'post.V'],
    inputs=('pre.input', bm.asarray([20., 25., 30.])),
  )
  runner.run(60.)
  return runner


for net in (Pair(3), Forward(3)):
  runner = record(net)
  if 'pre.spike' in runner.mon:
    fired = runner.mon['pre.spike'][:, 0]
    moved = runner.mon['post.V'][:, 0] > -60.
    print(f'{type(net).__name__:>8}: pre fires at step {int(np.argmax(fired))}, post moves at step {int(np.argmax(moved))}')
    bp.visualize.line_plot(runner.mon.ts, runner.mon['post.V'], plot_ids=(0, 1, 2), ylabel='V of post (mV)', legend='neuron', title=type(net).__name__, show=True)
