# Explicit connections with a weight each, listed out of order.
import brainpy as bp
import brainpy.math as bm
import numpy as np

conn = bp.conn.IJConn(np.asarray([3, 0, 2, 0]), np.asarray([1, 2, 2, 0]))
pre = bp.neurons.LIF(4, V_rest=-60., V_th=-50., V_reset=-60., tau=20.)
post = bp.neurons.LIF(3, V_rest=0., V_th=1e9, V_reset=0., tau=20.)
link = bp.synapses.Exponential(pre, post, conn, g_max=bm.asarray([1., 2., 4., 8.]), tau=1e18)
net = bp.Network(pre, post, link)
runner = bp.DSRunner(
  net,
  monitors={'g': link.g},
)
runner.run(0.3)
if 'g' in runner.mon:
  print(runner.mon['g'][-1])
