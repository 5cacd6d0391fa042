#: rows=2 columns=3 -> 1
#: rows=4 columns=3 -> 0
#: rows=4 columns=5 -> 0
# Sizes and keys that a list or tuple holds are parameters.
import brainpy as bp
import brainpy.math as bm

rows = 2
columns = 3


class Model(bp.NeuGroup):
  def __init__(self, rows, columns):
    super().__init__(1)
    self.size_of_it, self.key = [rows, columns], (rows - 1, columns - 2)
    self.A = bm.Variable(bm.ones((rows, columns)))
    self.x = bm.Variable(bm.zeros(1))

  def update(self, tdi):
    self.x += bm.sum(bm.full(self.size_of_it, 2.)) + bm.sum(self.A[self.key])


model = Model(rows, columns)
bp.DSRunner(model).run(1.)
