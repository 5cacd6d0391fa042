# Synapses of one class between populations and views of different sizes: a branch on a size, a delay of a view, arrays read as a whole
# and element by element, and a system of single numbers.
import brainpy as bp
import brainpy.math as bm

class Src(bp.NeuGroup):
  def __init__(self, n):
    super().__init__(n)
    self.V = bm.Variable(bm.arange(n, dtype=float))
    self.spike = bm.Variable(bm.zeros(n, dtype=bool))
    self.input = bm.Variable(bm.zeros(n))
  def update(self, tdi):
    self.V += 1.
    self.spike.value = self.V % 4 < 1
    self.input[:] = 0.

class Syn(bp.TwoEndConn):
  def __init__(self, pre, post, steps):
    super().__init__(pre, post, bp.conn.All2All())
    self.pre2post = self.conn.require('pre2post')
    self.pre_ids, self.post_ids = self.conn.require('pre_ids', 'post_ids')
    self.w = 0.1 * bm.arange(pre.num * post.num, dtype=float)
    self.steps = steps
    self.d = bm.LengthDelay(pre.V, steps)
    self.a = bm.Variable(bm.zeros(post.num))
    self.b = bm.Variable(bm.zeros(post.num))
    self.c = bm.Variable(bm.zeros(post.num))
    self.s = bm.Variable(bm.zeros(pre.num * post.num))
    self.total = bm.Variable(bm.zeros(1))
  def update(self, tdi):
    before = self.d(0)
    self.d.update(self.pre.V)
    after = self.d(0)
    old = self.d(self.steps)
    self.total[0] = bm.sum(after - before) + bm.sum(old)
    self.a.value = bm.pre2post_event_sum(self.pre.spike, self.pre2post, self.post.num, self.w)
    self.b.value = bm.syn2post(self.w * bm.pre2syn(self.pre.V, self.pre_ids), self.post_ids, self.post.num)
    self.s += self.w * bm.pre2syn(self.pre.spike, self.pre_ids)
    self.c.value = bm.syn2post_mean(self.s, self.post_ids, self.post.num) + self.pre_ids[2] + self.post_ids[-1]
    self.post.input += self.a + self.b
    if self.pre.num > 3:
      self.post.V += 100.

class Scalar(bp.DynamicalSystem):
  def __init__(self):
    super().__init__()
    self.x = bm.Variable(bm.zeros(1))
    self.y = bm.Variable(bm.ones(1))
  def update(self, tdi):
    self.x += tdi.dt * self.y
    self.y.value = bm.where(self.x > 0.15, -self.y, self.y) + bm.sum(self.x) * 0.

one, two, three = Src(3), Src(4), Src(2)
s1, s2, s3 = Syn(one, two, 1), Syn(two, one, 2), Syn(three[0:2], two[1:4:2], 0)
scalar = Scalar()
net = bp.Network(one, two, three, s1, s2, s3, scalar)
runner = bp.DSRunner(
  net,
  monitors={'one': one.V, 'two': two.V, 'a1': s1.a, 'b2': s2.b, 'c2': s2.c, 't1': s1.total, 't3': s3.total, 's3': s3.s, 'b3': s3.b, 'x': scalar.x, 'y': scalar.y},
)
runner.run(1.)
