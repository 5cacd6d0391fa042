#: k=1. weight=3. -> 1
#: k=2. weight=5. -> 0
#: k=1. weight=0. -> 0
# What a partial holds is a parameter of the step that calls it.
import functools

import brainpy as bp
import brainpy.math as bm

k = 1.
weight = 3.


def pull(V, towards, weight=1., scale=1.):
  return V + scale * weight * (towards - V)


class Cells(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.V = bm.Variable(bm.zeros(size))
    self.rule = functools.partial(pull, towards=k, weight=weight)

  def update(self, tdi):
    self.V.value = self.rule(self.V, scale=0.5)


bp.DSRunner(Cells(3)).run(0.1)
