#: k=2 -> 2
#: k=2 -> 0
#: k=3 -> 1
#: k=1 -> 3
# A list that a step loops over, changed between runs; a dict with other keys.
import brainpy as bp
import brainpy.math as bm

k = 2


class Model(bp.NeuGroup):
  def __init__(self, size, rates):
    super().__init__(size)
    self.rates = rates
    self.gains = {'a': 1., 'b': 2.}
    self.V = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    for r in self.rates:
      self.V += r * tdi.dt
    for key in self.gains:
      self.V += self.gains[key]


model = Model(3, [0.5] * k)
runner = bp.DSRunner(model)
runner.run(1.)
model.rates[0] = 7
runner.run(1.)
if k == 2:
  model.rates.append(1.)
  model.rates.pop()
else:
  model.gains['c'] = 2.
runner.run(1.)
model.rates.append(1.)
runner.run(1.) if k != 3 else None
