# One class whose step combines elements of different places in every way: sums, products with a matrix, parts, indices, rolls.
import brainpy as bp
import brainpy.math as bm


class Mixer(bp.NeuGroup):
  def __init__(self, size, gain=0.3):
    super().__init__(size)
    n = self.num
    k = bm.arange(n, dtype=float)
    self.gain = gain
    self.W = bm.cos(k[:, None] * 0.7 + k * 0.3) / n
    self.U = bm.sin(k[:, None] * 0.2 - k[:5] * 0.9) / n
    self.ids = bm.asarray([3, 0, 7, n - 1, -2, 3])
    self.x = bm.Variable(bm.sin(k))
    self.y = bm.Variable(bm.cos(k * 0.5))
    self.z = bm.Variable(bm.zeros(n))
    self.part = bm.Variable(bm.zeros(5))
    self.picked = bm.Variable(bm.zeros(6))
    self.scattered = bm.Variable(bm.zeros(n))
    self.facts = bm.Variable(bm.zeros(8))
    self.level = bm.Variable(bm.zeros(1))
    self.flags = bm.Variable(bm.zeros(n, dtype=bool))

  def update(self, tdi):
    x, y = self.x.value, self.y.value
    # Three levels that depend on each other: a mean, a product of what it gives, the largest of that.
    centred = x - bm.mean(x)
    mixed = bm.dot(self.W, centred)
    scale = 1. / (1. + bm.max(bm.abs(mixed)))
    left = mixed @ self.W
    self.part.value = y @ self.U
    self.x.value = x + self.gain * (scale * left - 0.1 * x + 0.2 * bm.roll(y, 3) + 0.05 * bm.roll(self.y, -1))
    # What was written is what is read from here on; y still has its old value.
    self.z.value = self.x - x
    self.y[2:11:3] = self.x[1:4] * 2.
    self.y[-4:] = 0.25
    self.y[self.x > 0.9] = 0.5
    self.y[0] = bm.min(self.x)
    self.y[-1] = self.x[5]
    self.y += 0.01 * y
    self.picked.value = self.x[self.ids]
    self.scattered[self.ids] = self.picked * 0.5 + self.scattered[self.ids] * 0.25
    self.scattered[:] = self.scattered * 0.9
    self.flags.value = self.x > self.y
    self.facts[0] = bm.sum(self.flags)
    self.facts[1] = bm.any(self.x > 0.9)
    self.facts[2] = bm.all(self.x > -3.)
    self.facts[3] = self.x.std()
    self.facts[4] = bm.prod(1. + 0.1 * self.x[0:6])
    self.facts[5] = bm.sum(self.x * self.z)
    self.facts[6] = bm.var(y[::2])
    self.facts[7] = len(x[1::4])
    self.level += bm.mean(self.x)


mixer = Mixer(23)
runner = bp.DSRunner(
  mixer,
  monitors=['x', 'y', 'z', 'part', 'picked', 'scattered', 'flags', 'facts', 'level'],
)
runner.run(5.)
