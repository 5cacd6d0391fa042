#: n=3 -> 1
#: n=3 -> 0
#: n=5 -> 1
#: n=3 -> 0
# Ranges, slices, sets, strings in lists and the keys of dicts: each is what it holds.
import brainpy as bp
import brainpy.math as bm

n = 3


class Model(bp.NeuGroup):
  def __init__(self, n):
    super().__init__(6)
    self.x = bm.Variable(bm.zeros(6))
    self.r, self.s = range(n), slice(0, n)
    self.held, self.names, self.rates = {n, 7.5}, ['n%d' % n], {n * 0.5: 1., 'b': 2.}

  def update(self, tdi):
    for k in self.r:
      self.x += k * 1.
    self.x[self.s] += 1.
    self.x += 1. if 3 in self.held else 2.
    self.x += 1. if self.names == ['n3'] else 2.
    self.x += 1. if 1.5 in self.rates else 2.
    for k in self.rates:
      self.x += self.rates[k]


model = Model(n)
bp.DSRunner(model).run(1.)
