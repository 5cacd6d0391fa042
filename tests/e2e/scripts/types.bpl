# What a step is told of the types of its values.
import brainpy as bp
import brainpy.math as bm
import numpy as np
import math
k = 7
f = 2.5

class Model(bp.NeuGroup):
  def __init__(self, n, k, f):
    super().__init__(n)
    self.k, self.f = k, f
    self.a = bm.asarray([1, 2, 3]); self.b = np.asarray([1., 2., 3.]); self.s = np.float64(2.); self.z = bm.asarray(3.)
    self.out = bm.Variable(bm.zeros(40))
    self.n = bm.Variable(bm.zeros(n, dtype=int))
  def update(self, tdi):
    q = [isinstance(self.k, int), isinstance(self.k, float), isinstance(self.f, float), isinstance(self.f, (int, bool)), type(self.f) is float,
         isinstance(tdi.dt, float), isinstance(self.a, bm.ndarray), isinstance(self.b, bm.ndarray), isinstance(self.b, np.ndarray),
         isinstance(self.s, float), isinstance(self.k / 2, float), isinstance(self.k // 2, int), isinstance(self.k * self.f, float),
         isinstance(float(self.k), float), isinstance(int(self.f), int), isinstance(self.k > 1, bool), isinstance(math.floor(self.f), int),
         isinstance(self.a + 1, bm.ndarray), isinstance(self.a, (int, float)), isinstance(bm.exp(self.f), float), isinstance(abs(self.k), int),
         isinstance(len(self.a), int), isinstance(self.a.shape[0], int), isinstance(self.z, float), isinstance(self.n, bm.Variable),
         hasattr(self.f, 'is_integer'), hasattr(self.k, 'bit_length'), hasattr(self.a, '__len__'), hasattr(self.f, '__len__'), callable(self.f),
         isinstance(self.k ** 2, int), isinstance(self.k ** -1, float), isinstance(tdi.i, int), isinstance(max(self.k, 3), int)]
    for p, v in enumerate(q):
      self.out[p] = 1. if v else 0.
    self.n += (bm.sum(self.n > -1) + self.k) % 4


model = Model(3, k, f)
bp.DSRunner(model).run(0.2)
print([int(v) for v in model.out.value.tolist()[:34]])
print(model.n.value.tolist())
