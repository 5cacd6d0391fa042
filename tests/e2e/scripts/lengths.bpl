# Populations of one class with different sizes, conditions given as arrays, lengths read in a step, and a parameter changed between runs.
import brainpy as bp
import brainpy.math as bm

class Plain(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.arange(self.num, dtype=float))
    self.y = bm.Variable(bm.zeros(self.num))
    self.one = bm.Variable(bm.ones(1))
    self.k = bm.Variable(bm.zeros(1, dtype=int))
    self.flag = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.mask = bm.arange(self.num) % 2 == 0
    self.scale = 2.
  def update(self, tdi):
    a, b = self.x[:3], self.x[3:]
    self.y[:3] = a + bm.sum(b)
    self.y[3:] = b * self.one
    self.x[self.mask] = -1.
    self.x[self.mask] = self.y * 2.
    self.one += 1.
    self.k += 1
    self.flag[1:4] = True
    self.flag[0] = self.y[0] > 3.
    self.flag[4] = self.flag[0] & self.flag[1]
    m = bm.mean(self.x)
    s = bm.sqrt(bm.mean(bm.square(self.x - m)))
    self.x.value = bm.clip((self.x - m) / s, -1., 1.)
    n = self.x.shape[0]
    self.y += n + self.x.size + len(self.x)
    self.y.value = 0.25 * bm.maximum(self.y, bm.abs(self.x))

class Scaled(Plain):
  def update(self, tdi):
    super().update(tdi)
    self.x += 0.5
    if self.scale > 1.:
      self.x *= self.scale

p, q, short = Plain(6), Scaled(6), Scaled(5)
net = bp.Network(p=p, q=q, short=short)
runner = bp.DSRunner(
  net,
  monitors=['p.x', 'p.y', 'p.one', 'p.flag', 'q.x', 'q.y', 'short.x', 'short.y', 'short.flag', 'p.k'],
)
runner.run(1.)
q.scale = 3.
runner.run(0.5)
q.scale = 0.5
runner.run(0.5)
