# Matrices that a step changes: Hebbian weights, products from both sides, sums along an axis, rows and columns, broadcasting.
import brainpy as bp
import brainpy.math as bm


class Rate(bp.NeuGroup):
  def __init__(self, size, speed):
    super().__init__(size)
    self.speed = speed
    self.phase = bm.arange(self.num, dtype=float)
    self.r = bm.Variable(0.1 + 0.05 * self.phase * self.phase)

  def update(self, tdi):
    self.r.value = 0.5 + 0.4 * bm.sin(self.speed * tdi.i + self.phase)


class Hebbian(bp.TwoEndConn):
  """Weights that follow the product of both rates and are kept at a fixed sum for every post neuron."""

  def __init__(self, pre, post, eta=0.05):
    super().__init__(pre, post, None)
    self.eta = eta
    self.row = 2
    n, m = post.num, pre.num
    self.W = bm.Variable(0.1 * bm.arange(n * m, dtype=float).reshape((n, m)) / (n * m) + 0.1)
    self.M = bm.Variable(bm.zeros((m, n)))
    self.on = bm.Variable(bm.zeros((n, m), dtype=bool))
    self.to_post = bm.Variable(bm.zeros(n))
    self.to_pre = bm.Variable(bm.zeros(m))
    self.rows = bm.Variable(bm.zeros(n))
    self.columns = bm.Variable(bm.zeros(m))
    self.facts = bm.Variable(bm.zeros(10))

  def update(self, tdi):
    pre, post = self.pre.r, self.post.r
    self.W.value += self.eta * bm.outer(post, pre)
    self.to_post.value = self.W @ pre
    self.to_pre.value = bm.dot(post, self.W)
    self.rows.value = bm.sum(self.W, axis=1)
    self.columns.value = self.W.max(axis=0)
    self.W.value = self.W / bm.sum(self.W, axis=1, keepdims=True)
    self.on.value = self.W > bm.mean(self.W, axis=-1)[:, None]
    self.W[self.row] = self.W[self.row] * 0.5
    self.W[:, 1] = 0.125 * post
    self.W[0, -1] = 0.75
    self.W[3:5] = pre * 0.2
    self.M.value = self.W.T * 2. + bm.expand_dims(pre, 1) * post - bm.matmul(self.M, self.rows)[:, None] * 0.001
    self.facts[0] = bm.sum(self.W)
    self.facts[1] = self.W[1, 2]
    self.facts[2] = bm.mean(self.W[:, 2])
    self.facts[3] = bm.std(self.W, axis=0)[1]
    self.facts[4] = len(self.W) + 10. * self.W.shape[1] + 100. * self.M.size
    self.facts[5] = bm.any(self.on, axis=0)[0]
    self.facts[6] = bm.sum(self.M[1:3] * self.W.T[1:3])
    self.facts[7] = bm.dot(self.W.flatten(), self.M.T.ravel())
    self.facts[8] = bm.min(self.W.reshape((-1, 1)) * bm.ones((1, 2)))
    self.facts[9] = bm.prod(1. + self.W[self.row:self.row + 1], axis=1)[0]


pre = Rate(9, 0.3)
post = Rate(5, 0.2)
syn = Hebbian(pre[1:8], post)
net = bp.Network(pre=pre, post=post, syn=syn)
runner = bp.DSRunner(
  net,
  monitors=['syn.W', 'syn.M', 'syn.on', 'syn.to_post', 'syn.to_pre', 'syn.rows', 'syn.columns', 'syn.facts', 'pre.r'],
)
runner.run(2.)
print(syn.W.shape, bm.sum(syn.W.value, axis=1).shape)
