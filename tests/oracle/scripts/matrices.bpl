#: rows=4 -> 1
#: rows=6 -> 0
# Matrices of as many entries but other shapes: where the vector does not fit, a step is not matched but refused.
import brainpy as bp
import brainpy.math as bm

rows = 4


class Model(bp.NeuGroup):
  def __init__(self, size, w):
    super().__init__(size)
    self.w = w
    self.r = bm.Variable(bm.zeros(w.shape[1]))
    self.V = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.V.value = self.w @ self.r


bp.DSRunner(Model(rows, bm.ones((rows, 24 // rows)))).run(1.)
wrong = Model(rows, bm.ones((rows, 24 // rows)))
wrong.w = bm.ones((24 // rows, rows))
refused = ''
try:
  bp.DSRunner(wrong).run(1.)
except ValueError as e:
  refused = str(e)
assert refused.startswith('a matrix of shape'), refused
