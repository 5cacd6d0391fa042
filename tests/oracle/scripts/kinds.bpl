#: k=2. w=3. whole_k=1 whole_w=0 -> 1
#: k=5. w=4. whole_k=1 whole_w=0 -> 0
#: k=5. w=4. whole_k=0 whole_w=0 -> 1
#: k=2. w=4. whole_k=1 whole_w=1 -> 1
#: k=7. w=1. whole_k=0 whole_w=1 -> 1
#: k=9. w=6. whole_k=1 whole_w=1 -> 0
# What a step asks about the types of its parameters, and integers whose results depend on them.
import brainpy as bp
import brainpy.math as bm

k = 2.
w = 3.
whole_k = 1
whole_w = 0


def tenfold(v):
  return v * 10. if isinstance(v, (int, float)) else v


class Model(bp.NeuGroup):
  def __init__(self, size, k, w):
    super().__init__(size)
    self.k, self.w = k, w
    self.x = bm.Variable(bm.zeros(self.num))
    self.n = bm.Variable(bm.zeros(self.num, dtype=int))

  def update(self, tdi):
    self.x += tenfold(self.k)
    if isinstance(self.w * 2, float):
      self.x += 1.
    if type(self.k) is float:
      self.x += 2.
    if hasattr(self.w, 'is_integer'):
      self.x += 4.
    self.n[:] = self.n + self.k


runner = bp.DSRunner(Model(3, int(k) if whole_k else k, int(w) if whole_w else w))
runner.run(1.)
