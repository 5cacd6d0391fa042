# Every source spikes in step 0 and source k is delayed by k + 1 steps, so that g, which does not decay, shows who connects to whom.
import brainpy as bp
import brainpy.math as bm
import numpy as np

rule = 'prob'
n_pre = 60
n_post = 200
seed = 7

if rule == 'prob':
  conn = bp.conn.FixedProb(0.1, seed=seed)
elif rule == 'prob_no_self':
  conn = bp.conn.FixedProb(0.1, include_self=False, seed=seed)
elif rule == 'post_num':
  conn = bp.conn.FixedPostNum(7, seed=seed)
elif rule == 'pre_num':
  conn = bp.conn.FixedPreNum(5, seed=seed)
elif rule == 'all':
  conn = bp.conn.All2All()
elif rule == 'all_no_self':
  conn = bp.conn.All2All(include_self=False)
elif rule == 'one':
  conn = bp.conn.One2One()
elif rule == 'pairs':
  conn = bp.conn.IJConn(np.asarray([0, 5, 5, 2]), np.asarray([3, 1, 0, 199]))
else:
  matrix = np.zeros((n_pre, n_post))
  matrix[4, 7] = 1.
  matrix[59, 0] = 1.
  conn = bp.conn.MatConn(matrix)

pre = bp.neurons.LIF(n_pre, V_rest=-60., V_th=-50., V_reset=-60., tau=20.)
post = bp.neurons.LIF(n_post, V_rest=0., V_th=1e9, V_reset=0., tau=20.)
link = bp.synapses.Exponential(pre, post, conn, g_max=1., tau=1e18, delay_step=bm.asarray([k + 1 for k in range(n_pre)]))
net = bp.Network(pre, post, link)
runner = bp.DSRunner(
  net,
  monitors={'g': link.g},
)
runner.run((n_pre + 4) * 0.1)
