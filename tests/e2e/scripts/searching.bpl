# Results decide what comes next: when a loop ends, which of two models is built, over which parameters a sweep goes.
import brainpy as bp
import brainpy.math as bm

bm.enable_x64()
wanted = 2.
many = 2.5


class Leak(bp.NeuGroup):
  def __init__(self, size, tau):
    super().__init__(size)
    self.tau = tau
    self.V = bm.Variable(bm.zeros(self.num))
    self.input = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.V.value = self.V + tdi.dt * (self.input - self.V) / self.tau
    self.input[:] = 0.


class Growth(bp.NeuGroup):
  def __init__(self, size, rate, start=1.):
    super().__init__(size)
    self.rate = rate
    self.x = bm.Variable(bm.ones(self.num) * start)
    self.V = bm.Variable(bm.zeros(self.num))
    self.input = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.x.value = self.x + tdi.dt * self.rate * self.x * (1. - self.x)
    self.V.value = self.x * self.input
    self.input[:] = 0.


class Coupled(bp.Network):
  def __init__(self, first, second):
    super().__init__()
    self.first = first
    self.second = second


def last(model, drive, duration=5.):
  runner = bp.DSRunner(model, monitors=['V'], inputs=('input', drive))
  runner.run(duration)
  return runner.mon.V[-1]


# until a result is large enough
drive, tries = 1., 0
while True:
  reached = float(last(Leak(3, 10.), drive)[0])
  tries += 1
  if reached >= wanted:
    break
  drive = drive * 1.5
print('drive', tries, repr(drive), repr(reached))

# one of two classes
if reached > many:
  next_model = Leak(2, reached)
else:
  next_model = Growth(2, 1. / reached, start=0.25)
then = float(last(next_model, drive)[1])
print('then', type(next_model).__name__, repr(then))

# the same choice in an expression, by a key, and for the parts of a network
kinds = {True: Growth, False: Leak}
again = kinds[then > 1.](2, 4.)
print('again', type(again).__name__, repr(float(last(again, 3.)[0])))
pair = Coupled(Leak(2, then + 1.), again if then > 1. else Growth(2, 2.))
both = bp.DSRunner(pair, monitors=['first.V', 'second.V'], inputs=[('first.input', then), ('second.input', 1.)])
both.run(1.)
print('both', repr(float(both.mon['first.V'][-1, 0])), repr(float(both.mon['second.V'][-1, 1])))

# parameters that follow from results
found = []
for tau in [reached, 2. * reached, reached + then]:
  found.append(float(last(Leak(2, tau), drive, 2.)[0]))
print('sweep', *[repr(v) for v in found])
best = found.index(max(found))
for k in range(best + 1, best + 4):
  found.append(float(last(Leak(k, found[-1] + 1.), 1., k * 1.)[k - 1]))
print('sizes', *[repr(v) for v in found[3:]])
