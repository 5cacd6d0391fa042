#: n=3 m=4 -> 2
#: n=4 m=3 -> 0
#: n=5 m=2 -> 0
#: n=1 m=12 -> 0
# Variables and arrays of several dimensions: as many entries in another shape are another array.
import brainpy as bp
import brainpy.math as bm

n = 3
m = 4


class Model(bp.NeuGroup):
  def __init__(self, n, m):
    super().__init__(n)
    self.a = bm.ones((n, m))
    self.W = bm.Variable(bm.zeros((n, m)))
    self.V = bm.Variable(bm.zeros((n, m)))
    self.x = bm.Variable(bm.zeros(m))
    self.y = bm.Variable(bm.zeros(n))

  def update(self, tdi):
    self.W.value = self.V * self.a + bm.outer(self.y, self.x) / self.W.shape[1]
    self.V += self.W - self.x
    self.y += bm.sum(self.W, axis=1) + self.V @ self.x


class Sums(bp.NeuGroup):
  """Reads matrices that need not agree."""

  def __init__(self, n, m):
    super().__init__(n)
    self.W = bm.Variable(bm.zeros((n, m)))
    self.V = bm.Variable(bm.zeros((m, n)))
    self.y = bm.Variable(bm.zeros(n))

  def update(self, tdi):
    self.y.value = bm.sum(self.W, axis=1) + bm.max(self.V, axis=0) + self.W[:, 0]


def refusal(model):
  try:
    bp.DSRunner(model).run(1.)
  except ValueError as e:
    return str(e)
  return ''


bp.DSRunner(Model(n, m)).run(1.)
bp.DSRunner(Sums(n, m)).run(1.)
for name in ('a', 'V'):
  other = Model(n, m)
  setattr(other, name, bm.ones((m, n)) if name == 'a' else bm.Variable(bm.zeros((m, n))))
  assert n == 1 or refusal(other).startswith('operands could not be broadcast together'), name
other = Sums(n, m)
other.V = bm.Variable(bm.zeros((n, m)))
assert n == 1 or refusal(other).startswith('operands could not be broadcast together')
