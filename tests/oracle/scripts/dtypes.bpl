#: whole=0 -> 1
#: whole=0 -> 0
#: whole=1 -> 1
#: whole=0 -> 0
# A step that asks for a dtype is traced for that dtype.
import brainpy as bp
import brainpy.math as bm
import numpy as np

whole = 0


class Model(bp.NeuGroup):
  def __init__(self, table):
    super().__init__(2)
    self.table = table
    self.x = bm.Variable(bm.zeros(2))

  def update(self, tdi):
    self.x += self.table * (2. if self.table.dtype == np.float64 else 1.)


model = Model(np.asarray([1., 2.], dtype=np.float32 if whole else np.float64))
bp.DSRunner(model).run(1.)
