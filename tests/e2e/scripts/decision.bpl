# Decisions of a mean-field model with noise: many trials side by side, a loop that ends on the result.
import brainpy as bp
import brainpy.math as bm
import numpy as np


class Decision(bp.DynamicalSystem):
  def __init__(self, trials):
    super().__init__()
    self.num = trials
    self.s1 = bm.Variable(bm.ones(trials) * 0.1)
    self.s2 = bm.Variable(bm.ones(trials) * 0.1)
    self.n1 = bm.Variable(bm.zeros(trials))
    self.n2 = bm.Variable(bm.zeros(trials))
    self.input = bm.Variable(bm.zeros(trials))
    self.integral = bp.odeint(bp.JointEq([self.ds1, self.ds2]), method='rk2')

  def rate(self, x):
    y = 270. * x - 108.
    return y / (1. - bm.exp(-0.154 * y))

  def ds1(self, s1, t, s2, n1, coh):
    r = self.rate(0.2609 * s1 - 0.0497 * s2 + 0.3255 + 0.00052 * 30. * (1. + coh) + n1)
    return -s1 / 100. + (1. - s1) * 0.641 * r / 1000.

  def ds2(self, s2, t, s1, n2, coh):
    r = self.rate(0.2609 * s2 - 0.0497 * s1 + 0.3255 + 0.00052 * 30. * (1. - coh) + n2)
    return -s2 / 100. + (1. - s2) * 0.641 * r / 1000.

  def update(self, tdi):
    self.n1 += -self.n1 / 2. * tdi.dt + 0.02 * bm.sqrt(tdi.dt / 2.) * bm.random.randn(self.num)
    self.n2 += -self.n2 / 2. * tdi.dt + 0.02 * bm.sqrt(tdi.dt / 2.) * bm.random.randn(self.num)
    self.s1.value, self.s2.value = self.integral(self.s1, self.s2, tdi.t, n1=self.n1, n2=self.n2, coh=self.input)
    self.input[:] = 0.


def fraction(coherence, trials=50):
  bm.random.seed(1)
  model = Decision(trials)
  runner = bp.DSRunner(model, monitors=['s1', 's2'], inputs=('input', coherence), dt=0.5)
  runner.run(300.)
  return np.mean(runner.mon.s1[-1] > runner.mon.s2[-1])


for c in [0., 0.064, 0.256, 0.512]:
  f = fraction(c)
  print(c, f)
  if f > 0.95:
    print('settled at', c)
    break
