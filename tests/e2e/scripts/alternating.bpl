# Networks and runners that live at the same time: stepped in turn, coupled by the script, kept in lists, built in functions.
import brainpy as bp
import brainpy.math as bm

bm.enable_x64()


class Leak(bp.NeuGroup):
  def __init__(self, size, tau, weights=None):
    super().__init__(size)
    self.tau = tau
    self.gains = [1., 2.]
    self.weights = bm.ones(self.num) if weights is None else bm.asarray(weights)
    self.V = bm.Variable(bm.zeros(self.num))
    self.input = bm.Variable(bm.zeros(self.num))

  def reset_state(self, batch_size=None):
    self.V.value = bm.zeros(self.num)
    self.input.value = bm.zeros(self.num)

  def update(self, tdi):
    drive = self.gains[0] * self.weights * self.input + self.gains[1]
    self.V.value = self.V + tdi.dt * (drive - self.V) / self.tau
    self.input[:] = 0.


def show(label, values):
  print(label, *[repr(float(v)) for v in values])


# state written before anything has run, and read back
a, b = Leak(3, 10.), Leak(2, 5.)
a.V.value = bm.asarray([1., 2., 3.])
a.V[1] = 7.
b.V[:] = a.V[1:]
show('before', b.V)

# two networks in turn; what one gave is the state and the input of the other
one = bp.DSRunner(a, monitors=['V'], inputs=('input', 2.))
two = bp.DSRunner(b, monitors={'V': b.V}, inputs=('input', 1.))
for k in range(3):
  one.run(0.3)
  b.V[:] = one.mon.V[-1][:2] + k
  two.run(0.2)
  a.V[2] = two.mon.V[-1].mean()
show('a', a.V)
show('b', b.V)
show('times', [one.mon.ts[-1], two.mon.ts[-1]])

# two runners on one network, each with its own time
slow = bp.DSRunner(a, monitors=[('V', [2])], inputs=('input', bm.arange(1., 9.), 'iter'), t0=100.)
for k in range(2):
  slow.run(0.2)
  one.run(0.1)
show('shared', [slow.mon.V[-1, 0], one.mon.V[-1, 2], slow.mon.ts[-1], one.mon.ts[-1]])

# parameters between runs: a number, an array, an element of an array, an element of a list
a.reset_state()
a.tau = 4
a.weights = bm.asarray([1., 2., 3.])
a.gains[1] = 0.5
one.run(0.2)
show('set', one.mon.V[-1])
a.weights[0] = 10.
a.gains[0] = -1.
one.run(0.1)
show('again', one.mon.V[-1])
one.run(0.1, reset_state=True)
show('reset', [*one.mon.V[-1], one.mon.ts[-1]])


# a network built in a function, ten times; three of them stay
def build(k):
  net = bp.Network(p=Leak(2 + k % 2, 1. + k), q=Leak(1, 2.))
  runner = bp.DSRunner(net, monitors=['p.V'], inputs=[('p.input', 1. * k), ('q.input', net.p.V[0] + 1.)])
  runner.run(0.2)
  return net, runner


kept = []
for k in range(10):
  net, runner = build(k)
  show('built', [runner.mon['p.V'][-1, 0], net.q.V[0]])
  if k % 4 == 0:
    kept.append((net, runner))
for net, runner in reversed(kept):
  net.q.V.value = net.p.V[:1] * 2.
  runner.run(0.1)
  show('kept', [runner.mon['p.V'][-1, 0], net.q.V[0]])
