# Random numbers of a step: one for every element, one for the whole step, and matrices of them.
import brainpy as bp
import brainpy.math as bm


class Noisy(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    n = self.num
    self.each = bm.Variable(bm.zeros(n))
    self.shared = bm.Variable(bm.zeros(n))
    self.W = bm.Variable(bm.zeros((n, 3)))
    self.columns = bm.Variable(bm.zeros(3))
    self.facts = bm.Variable(bm.zeros(6))
    self.on = bm.Variable(bm.zeros(n, dtype=bool))

  def update(self, tdi):
    self.each.value = bm.random.uniform(-1., 3., self.num)
    x = bm.random.rand()
    self.shared.value = x + self.each * 0.
    self.W.value = bm.random.randn(self.num, 3)
    self.columns.value = bm.sum(bm.random.random((4, 3)), axis=0)
    self.facts[0] = x
    self.facts[1] = bm.random.normal(2., 0.5)
    self.facts[2] = bm.random.uniform()
    self.facts[3] = bm.random.randint(3, 9)
    self.facts[4] = bm.random.bernoulli(0.25)
    self.facts[5] = bm.sum(self.W - bm.random.normal(0., 1., size=self.W.shape))
    self.on.value = bm.random.bernoulli(0.5, self.num)


bm.random.seed(11)
noisy = Noisy(70)
runner = bp.DSRunner(
  noisy,
  monitors=['each', 'shared', 'W', 'columns', 'facts', 'on'],
)
runner.run(2.)
