# Parameters of every form, for --list-params, --set and -D.
from collections import namedtuple

import brainpy as bp
import brainpy.math as bm

bm.enable_x64()
count = 4
steps = 2
Levels = namedtuple('Levels', 'low high')


class Store(bp.NeuGroup):
  def __init__(self, size, k=1., weights=None, table=(1., 2.), levels=Levels(0., 1.)):
    super().__init__(size)
    self.k = k
    self.weights = weights
    self.table = table
    self.levels = levels
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.x += (self.k * self.weights + self.table[1]) * self.levels[1]


def build(k):
  E = Store(count, k=k, weights=bm.arange(1., count + 1.), table=[3., 5.], levels=Levels(0., 1.))
  net = bp.Network(E=E)
  runner = bp.DSRunner(net, monitors=['E.x'])
  runner.run(steps * 0.1)
  print([float(x) for x in runner.mon['E.x'][-1]] + ([] if E.levels.high == 1. else [E.levels.high]))
  return net


for k in (1., 2.):
  net = build(k)
