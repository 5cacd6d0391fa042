#: k=1 -> 1
#: k=2 -> 1
#: k=1 -> 0
#: k=7 -> 1
#: k=2 -> 0
#: k=8 -> 0
# Parameters as keys of dicts and members of sets: which key they are decides.
import brainpy as bp
import brainpy.math as bm

k = 1


class Model(bp.NeuGroup):
  def __init__(self, k):
    super().__init__(2)
    self.k, self.pair = k, (k, 'a')
    self.rates, self.pairs = {1: 1., 2: 2., -1: 5.}, {(1, 'a'): 3., (2, 'a'): 4., 'b': 5.}
    self.x = bm.Variable(bm.zeros(2))

  def update(self, tdi):
    self.x += self.rates.get(self.k, 0.) + self.pairs.get(self.pair, 0.) + self.rates[-1]
    self.x += 1. if self.pair in self.pairs else 2.
    self.x += 1. if self.k in self.rates else 2.
    for n in {(1, 2.5), (3, 4.)}:
      self.x += n[1]
    for key in self.pairs:
      self.x += 1. if key == (2, 'a') else 2.


model = Model(k)
bp.DSRunner(model).run(1.)
