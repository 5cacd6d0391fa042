# Networks that bplc did not see: a class that another -D names, a list whose length a result decides.
import brainpy as bp
import brainpy.math as bm

kind = 'leak'
parts = 40.


class Leak(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.V = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.V.value = self.V + tdi.dt * (1. - self.V)


class Ramp(Leak):
  def update(self, tdi):
    self.V.value = self.V + tdi.dt


class Layers(bp.Network):
  def __init__(self, count):
    super().__init__()
    self.groups = [Leak(2) for _ in range(count)]

  def update(self, tdi):
    for group in self.groups:
      group.update(tdi)


classes = {'leak': Leak, 'ramp': Ramp}


def trial(model):
  runner = bp.DSRunner(model, monitors={'V': model.V if hasattr(model, 'V') else model.groups[0].V})
  runner.run(1.)
  return float(runner.mon.V[-1, 0])


def sweep(names):
  return [trial(classes[name](3)) for name in names]


reached = sweep([kind])[0]
print(kind, reached > 0.5)
print('layers', trial(Layers(1 + int(reached * parts / 10.))) > 0.)
