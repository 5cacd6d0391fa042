#: a=3. b=4. -> 1
#: a=4. b=3. -> 1
#: a=3. b=4. -> 0
#: a=4. b=3. -> 0
#: a=3. b=9. -> 1
# Lists, tuples and dicts that are compared, or are given to a builtin, as a whole: what is in them counts.
import copy

import brainpy as bp
import brainpy.math as bm

a = 3.
b = 4.


class Unit:
  def __init__(self, scale):
    self.scale = scale


class Model(bp.NeuGroup):
  def __init__(self, a, b):
    super().__init__(2)
    self.x = bm.Variable(bm.zeros(2))
    self.unit = Unit(a)
    self.p, self.t, self.d = [a, b], (a, b), {'k': [a], 'l': b}

  def update(self, tdi):
    self.x += 1. if self.p == [3., 4.] else 2.
    self.x += 1. if self.p < [3.5, 4.] else 2.
    self.x += 1. if self.t in [(3., 4.), (0., 0.)] else 2.
    self.x += 1. if self.d == {'k': [3.], 'l': 4.} else 2.
    self.x += copy.deepcopy(self.d)['l'] * copy.copy(self.d)['l'] * copy.copy(self.unit).scale
    self.x += bm.sum(self.p) + bm.max(bm.asarray(self.t)) + (self.p + [1.])[0] + (self.t * 2)[3]


model = Model(a, b)
bp.DSRunner(model).run(1.)
