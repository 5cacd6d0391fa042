# Explicit connections with a weight each, listed out of order: weights go with the rows, arrays of one's own with the list.
import brainpy as bp
import brainpy.math as bm
import numpy as np

sources, targets = [3, 0, 2, 0, 3, 1, 3], [1, 2, 2, 0, 0, 2, 1]
values = [1., 2., 4., 8., 16., 32., 64.]


class Link(bp.TwoEndConn):
  def __init__(self, pre, post, conn):
    super().__init__(pre, post, conn)
    self.w = bm.asarray(values)
    self.rows = self.conn.require('pre2post')
    self.pre_ids, self.post_ids = self.conn.require('pre_ids', 'post_ids')
    for name in ('by_rows', 'by_pair', 'by_list', 'by_matvec'):
      setattr(self, name, bm.Variable(bm.zeros(post.num)))

  def update(self, tdi):
    n, spike = self.post.num, self.pre.spike
    indices, starts = self.rows
    self.by_rows += bm.pre2post_event_sum(spike, self.rows, n, self.w)
    self.by_pair += bm.pre2post_event_sum(spike, (indices, starts), n, self.w)
    self.by_list += bm.pre2post_coo_event_sum(spike, self.pre_ids, self.post_ids, n, self.w)
    self.by_matvec += bm.event_csr_matvec(self.w, indices, starts, spike, (self.pre.num, n), transpose=True)


conn = bp.conn.IJConn(np.asarray(sources), np.asarray(targets))
pre = bp.neurons.LIF(4, V_rest=-60., V_th=-50., V_reset=-60., tau=20.)
post = bp.neurons.LIF(3, V_rest=0., V_th=1e9, V_reset=0., tau=20.)
given = bp.synapses.Exponential(pre, post, conn, g_max=bm.asarray(values), tau=1e18)
made = bp.synapses.Exponential(pre, post, conn, g_max=lambda shape: 3. * bm.arange(shape[0], dtype=float), tau=1e18)
of_matrix = bp.synapses.Exponential(pre, post, conn, g_max=bm.arange(12., dtype=float).reshape((4, 3)), comp_method='dense', tau=1e18)
own = Link(pre, post, conn)
net = bp.Network(pre, post, given, made, of_matrix, own)
runner = bp.DSRunner(
  net,
  monitors={'g': given.g, 'made': made.g, 'of_matrix': of_matrix.g},
)
runner.run(0.3)
if 'g' in runner.mon:
  print(*[float(x) for x in runner.mon['g'][-1]])
  print(*[float(x) for x in runner.mon['made'][-1]])
  print(*[float(x) for x in runner.mon['of_matrix'][-1]])
  for name in ('by_rows', 'by_pair', 'by_list', 'by_matvec'):
    print(*[float(x) for x in getattr(own, name).value])
