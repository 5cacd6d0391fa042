# Trials of a noisy network, nets that --set tells apart, connections that are not there, ids that lie outside.
import brainpy as bp
import brainpy.math as bm


class Walk(bp.NeuGroup):
  def __init__(self, size, k=0.):
    super().__init__(size)
    self.k = k
    self.x = bm.Variable(bm.zeros(size))

  def update(self, tdi):
    self.x += self.k + bm.random.normal(0., 1., self.num)


class Segments(bp.NeuGroup):
  def __init__(self):
    super().__init__(3)
    self.ids = bm.asarray([-1, 0, 1, 3, 1])
    self.values = bm.asarray([10., 20., 30., 40., 5.])
    self.x = bm.Variable(bm.zeros(3))

  def update(self, tdi):
    self.x.value = bm.segment_sum(self.values, self.ids, 3)


class Synapses(bp.TwoEndConn):
  def __init__(self, pre, post, conn):
    super().__init__(pre, post, conn)
    self.pre_ids, self.post_ids = self.conn.require('pre_ids', 'post_ids')
    self.u = bm.Variable(bm.ones(len(self.pre_ids)))
    self.total = bm.Variable(bm.zeros(1))

  def update(self, tdi):
    self.u.value = self.u + bm.pre2syn(self.pre.x, self.pre_ids)
    self.post.x += bm.syn2post(self.u, self.post_ids, self.post.num)
    self.total[:] = bm.sum(self.u) + 7.


def trial(k):
  group = Walk(4)
  runner = bp.DSRunner(bp.Network(walk=group))
  runner.run(0.5)
  return group.x.value


def last(net):
  bp.DSRunner(net).run(0.1)
  return float(net.a.k)


first, second = trial(0), trial(1)
print('trials differ:', bool(bm.all(first != second)))
bm.random.seed(3)
third = trial(2)
bm.random.seed(3)
print('the same seed:', bool(bm.all(third == trial(3))))

one = bp.Network(a=Walk(2, k=1.))
two = bp.Network(a=Walk(2, k=2.))
print('k:', last(one), last(two))

segments = Segments()
bp.DSRunner(segments).run(0.1)
print('segments:', segments.x, bm.segment_sum(segments.values, segments.ids, 3))

E = bp.neurons.LIF(5)
E.x = bm.Variable(bm.ones(5))
synapses = Synapses(E, E, bp.conn.FixedProb(0.))
bp.DSRunner(bp.Network(E, synapses, bp.synapses.Exponential(E, E, bp.conn.FixedProb(0.), g_max=bp.init.Normal()))).run(0.3)
print('no connections:', synapses.u.shape, E.x, synapses.total)
