# Teaches a rate network: units on a ring, coupled by a matrix of weights, the product W @ r in every step.
# A cue marks one place for 100 ms; the bump of activity stays there after the cue is gone: a memory of the place.
# Run it: bplc samples/ring.bpl -o ring && mpirun -n 3 ./ring
import brainpy as bp
import brainpy.math as bm
import numpy as np


class Ring(bp.DynamicalSystem):
  def __init__(self, n, tau=1., k=0.5, a=0.5, A=10., J0=4., name=None):
    super(Ring, self).__init__(name=name)
    self.tau, self.k, self.a, self.A = tau, k, a, A
    self.x = bm.linspace(-bm.pi, bm.pi, n + 1)[:n]
    self.dx = 2 * bm.pi / n
    distance = self.around(self.x[:, None] - self.x)
    self.W = J0 * bm.exp(-0.5 * bm.square(distance / a)) / (bm.sqrt(2 * bm.pi) * a)
    self.u = bm.Variable(bm.zeros(n))
    self.r = bm.Variable(bm.zeros(n))
    self.input = bm.Variable(bm.zeros(n))

  def around(self, angle):
    """The angle between -pi and pi."""
    return bm.mod(angle + bm.pi, 2 * bm.pi) - bm.pi

  def cue_at(self, place):
    return self.A * bm.exp(-0.25 * bm.square(self.around(self.x - place) / self.a))

  def update(self, tdi):
    r = bm.square(bm.maximum(self.u, 0.))
    self.r.value = r / (1. + self.k * self.dx * bm.sum(r))
    recurrent = self.dx * bm.dot(self.W, self.r)
    self.u.value = self.u + (-self.u + recurrent + self.input) / self.tau * tdi.dt
    self.input[:] = 0.


n = 120
ring = Ring(n)
cue, duration = ring.cue_at(1.), 100.
cued = bp.DSRunner(
  ring,
  monitors=['r'],
  inputs=('input', cue),
)
cued.run(duration)
alone = bp.DSRunner(
  ring,
  monitors=['r'],
)
alone.run(duration)

if 'r' in alone.mon:
  for name, runner in (('with the cue', cued), ('100 ms after it', alone)):
    r = runner.mon['r'][-1]
    print(f'{name}: the bump is {float(np.max(r)):.4f} high and stands at {float(ring.x[int(np.argmax(r))]):.3f} rad')
  # One line for the first and one for the last step of the time without the cue.
  profiles = alone.mon['r'][[0, -1]].T
  bp.visualize.line_plot(np.asarray(ring.x), profiles, plot_ids=(0, 1), xlabel='place (rad)', ylabel='rate', legend='profile', title='the bump as the cue ends (0) and 100 ms later (1)', show=True)
