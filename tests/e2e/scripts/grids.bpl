# Arrays of two and three dimensions that spread over each other, differences of all pairs, a delay of a matrix, products of two.
import brainpy as bp
import brainpy.math as bm


class Grids(bp.NeuGroup):
  def __init__(self, size, columns):
    super().__init__(size)
    n, k = self.num, bm.arange(self.num, dtype=float)
    self.x = bm.Variable(0.3 * k)
    self.A = bm.mod(3. * k[:, None] + k, 4.)
    self.T = bm.Variable(bm.arange(2 * n * columns, dtype=float).reshape((2, n, columns)))
    self.S = bm.Variable(bm.ones((n, n)))
    self.z = bm.Variable(bm.asarray(1.5))
    self.out = bm.Variable(bm.zeros((2, columns)))
    self.late = bm.LengthDelay(self.S, 2)
    self.y = bm.Variable(bm.zeros(n))
    self.P = bm.Variable(bm.zeros((n, n)))
    self.k = -2
    self.facts = bm.Variable(bm.zeros(10))

  def update(self, tdi):
    x = self.x
    self.x.value = x - 0.01 * bm.sum(self.A * bm.sin(x[:, None] - x), axis=1) + self.z * 0.001
    self.T *= 1.01
    self.T += bm.sum(self.T, axis=1, keepdims=True) * 0.001 + x[:, None] * 0.1
    self.out.value = bm.max(self.T, axis=1)
    old = self.late(1)
    self.late.update(self.S)
    self.S.value = (self.S + self.S.T * 0.5 + bm.outer(x, x) * 0.1 + old * 0.1) / 2.
    self.y.value = bm.where(self.S > 0.9, self.S, 0.) @ x + x @ bm.clip(self.S, 0.5, 1.)
    self.P.value = self.S @ self.A + bm.inner(self.A, self.S)
    self.z.value = self.z * 0.99
    self.facts[:] = 0.
    self.facts[0] = self.S[self.k, -1]
    self.facts[1] = self.S[..., 0][1]
    self.facts[2] = bm.sum(self.S[-1])
    self.facts[3] = self.T[1, self.k, 0]
    self.facts[4] = bm.mean(self.T[0])
    self.facts[5] = bm.sum(bm.sum(self.S, keepdims=True))
    self.facts[6] = self.S.sum(axis=-2)[0] + bm.inner(x, self.S)[1]
    self.facts[7] = bm.dot(self.S.flatten(), self.A.ravel())
    self.facts[8] = bm.var(self.S)
    self.facts[9] = self.facts[0] + self.facts[3:5].sum()


grids = Grids(6, 3)
runner = bp.DSRunner(
  grids,
  monitors=['x', 'T', 'S', 'out', 'y', 'P', 'facts', 'z'],
)
runner.run(1.)
