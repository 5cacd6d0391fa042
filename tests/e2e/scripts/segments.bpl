# Every operation over synapses: segments, pre2post, events and sparse matrices, from a bool, from reals and from a number.
import brainpy as bp
import brainpy.math as bm


class Wave(bp.NeuGroup):
  """Numbers and spikes that are different in every step."""

  def __init__(self, size):
    super().__init__(size)
    self.phase = 0.7 * bm.arange(self.num, dtype=float)
    self.V = bm.Variable(bm.zeros(self.num))
    self.spike = bm.Variable(bm.zeros(self.num, dtype=bool))

  def update(self, tdi):
    self.V.value = bm.sin(self.phase + tdi.i) - 0.2
    self.spike.value = bm.mod(tdi.i + 2. * bm.floor(self.phase), 3.) == 0.


class Segments(bp.NeuGroup):
  """Post neuron 3 has no synapse."""

  def __init__(self, size, pre):
    super().__init__(size)
    self.pre = pre
    self.pre_ids = bm.asarray([0, 0, 1, 3, 3, 3, 5, 8, 8])
    self.post_ids = bm.asarray([0, 2, 2, 1, 5, 2, 0, 4, 5])
    self.starts = bm.asarray([0, 2, 3, 3, 6, 6, 7, 7, 7, 9])
    self.csr = bp.conn.IJConn([0, 0, 1, 3, 3, 3, 5, 8, 8], [0, 2, 2, 1, 5, 2, 0, 4, 5])(9, self.num).require('pre2post')
    self.weights = 0.5 + 0.125 * bm.arange(9, dtype=float)
    self.learnt = bm.Variable(self.weights)
    self.back = bm.Variable(0.5 * bm.arange(self.num, dtype=float))
    self.sparse = dict(data=self.weights, index=(self.pre_ids, self.post_ids), shape=(9, self.num))
    for name in ('sums', 'prods', 'largest', 'smallest', 'means', 'of_bools', 'pre_sum', 'pre_prod', 'pre_max', 'pre_min', 'pre_mean', 'same', 'events',
                 'event_prods', 'coo', 'matvec', 'sparse_left', 'pair', 'by_state', 'by_formula'):
      setattr(self, name, bm.Variable(bm.zeros(self.num)))
    for name in ('back_matvec', 'back_events', 'sparse_right'):
      setattr(self, name, bm.Variable(bm.zeros(9)))
    self.shares = bm.Variable(bm.zeros(9))

  def update(self, tdi):
    V, n = self.pre.V, self.num
    syn = bm.pre2syn(V, self.pre_ids) * self.weights
    self.sums.value = bm.syn2post(syn, self.post_ids, n)
    self.prods.value = bm.syn2post_prod(syn, self.post_ids, n)
    self.largest.value = bm.clip(bm.syn2post_max(syn, self.post_ids, n), -100., 100.)
    self.smallest.value = bm.clip(bm.segment_min(syn, self.post_ids, n), -100., 100.)
    self.means.value = bm.syn2post_mean(syn, self.post_ids, n)
    self.shares.value = bm.syn2post_softmax(syn, self.post_ids, n)
    self.of_bools.value = bm.segment_max(self.pre.spike[self.pre_ids], self.post_ids, n)
    self.pre_sum.value = bm.pre2post_sum(V, n, self.post_ids, self.pre_ids)
    self.pre_prod.value = bm.pre2post_prod(V, n, self.post_ids, self.pre_ids)
    self.pre_max.value = bm.pre2post_max(V, n, self.post_ids, self.pre_ids)
    self.pre_min.value = bm.pre2post_min(V, n, self.post_ids, self.pre_ids)
    self.pre_mean.value = bm.pre2post_mean(V, n, self.post_ids, self.pre_ids)
    self.same.value = bm.pre2post_mean(2.5, n, self.post_ids)
    self.events.value = bm.event_csr_matvec(self.weights, self.post_ids, self.starts, self.pre.spike, (9, n), transpose=True)
    self.pair.value = bm.pre2post_event_sum(self.pre.spike, (self.post_ids, self.starts), n, self.weights)
    self.by_state.value = bm.pre2post_event_sum(self.pre.spike, self.csr, n, self.learnt)
    self.by_formula.value = bm.pre2post_event_sum(self.pre.spike, self.csr, n, self.weights * 2. + 1.)
    self.learnt += 0.25
    self.event_prods.value = bm.pre2post_event_prod(self.pre.spike, self.csr, n, self.weights)
    self.coo.value = bm.pre2post_coo_event_sum(self.pre.spike, self.pre_ids, self.post_ids, n, 0.25)
    self.matvec.value = bm.csr_matvec(self.weights, self.post_ids, self.starts, V, (9, n), transpose=True)
    self.back_matvec.value = bm.csr_matvec(self.weights, self.post_ids, self.starts, self.back, (9, n))
    self.back_events.value = bm.event_csr_matvec(0.5, self.post_ids, self.starts, self.back - 1., (9, n))
    self.sparse_left.value = bm.sparse_matmul(V, self.sparse)
    self.sparse_right.value = bm.sparse_matmul(self.sparse, self.back)
    self.back.value = self.back + 0.1


wave = Wave(9)
post = Segments(6, wave)
net = bp.Network(wave=wave, post=post)
runner = bp.DSRunner(
  net,
  monitors=['wave.V', 'post.sums', 'post.prods', 'post.largest', 'post.smallest', 'post.means', 'post.shares', 'post.of_bools', 'post.pre_sum', 'post.pre_prod', 'post.pre_max', 'post.pre_min', 'post.pre_mean', 'post.same', 'post.events', 'post.pair', 'post.by_state', 'post.by_formula', 'post.event_prods', 'post.coo', 'post.matvec', 'post.back_matvec', 'post.back_events', 'post.sparse_left', 'post.sparse_right'],
)
runner.run(3.)

# The same functions outside of a step.
x, ids, starts = bm.asarray([1., 2., 4.]), bm.asarray([0, 0, 2]), bm.asarray([0, 1, 3])


def show(*arrays):
  print(*[a.tolist() for a in arrays])


show(bm.segment_max(x, ids, 3), bm.segment_min(x > 1.5, ids, 3), bm.segment_prod(x, ids, 3), bm.syn2post_mean(x, ids, 3))
show(bm.csr_matvec(x, ids, starts, bm.asarray([1., 10., 100.]), (2, 3)), bm.csr_matvec(x, ids, starts, bm.asarray([1., 10.]), (2, 3), transpose=True))
show(bm.event_csr_matvec(x, ids, starts, bm.asarray([True, False]), (2, 3), transpose=True), bm.sparse_matmul(x, dict(data=x, index=(ids, ids), shape=(3, 3))))
show(bm.pre2post_max(-x, 3, ids, bm.asarray([0, 1, 2])), bm.pre2post_min(-x, 3, ids, bm.asarray([0, 1, 2])), bm.pre2post_mean(2., 3, ids))
try:
  bm.csr_matvec(x, ids, bm.asarray([1, 0, 3]), x, (2, 3))
except ValueError as e:
  print(e)
