# Integrals called by the script itself: phase portraits and single neurons, against a runner that steps the same equations.
import math

import brainpy as bp
import brainpy.math as bm
import numpy as np

bm.enable_x64()


def dV(V, t, w, I):
  return V - V ** 3 / 3. - w + I


def dw(w, t, V, a=0.7):
  return (V + a) / 12.5


# Without a division and without a product in a sum, where kernels round once, even the bits of the derivative are the same.
def competition(V, t, w, I):
  return (I - w - V) * V


def follow(w, t, V, rate=0.08):
  return (V - w) * rate


class Cell(bp.NeuGroup):
  def __init__(self, method, V, w):
    super().__init__(len(V))
    self.V = bm.Variable(bm.asarray(V))
    self.w = bm.Variable(bm.asarray(w))
    self.input = bm.Variable(bm.zeros(self.num))
    self.integral = bp.odeint(bp.JointEq(competition, follow), method=method)

  def update(self, tdi):
    self.V.value, self.w.value = self.integral(self.V, self.w, tdi.t, self.input, dt=tdi.dt)
    self.input[:] = 0.


start_V, start_w = [1., 0.3, 1.7], [0.2, -0.4, 0.5]
for method in ['euler', 'midpoint', 'heun2', 'ralston2', 'rk2', 'rk3', 'heun3', 'ralston3', 'ssprk3', 'rk4', 'ralston4', 'rk4_38rule', 'rkf12', 'rkf45', 'rkdp', 'ck',
               'heun_euler', 'BoSh3']:
  cell = Cell(method, start_V, start_w)
  bp.DSRunner(cell, inputs=('input', 0.5)).run(5.)
  V, w = bm.asarray(start_V), bm.asarray(start_w)
  x, y = np.array(start_V), np.array(start_w)
  u, v = start_V[1], start_w[1]
  for k in range(50):
    V, w = cell.integral(V, w, k * 0.1, 0.5, dt=0.1)
    x, y = cell.integral(x, y, k * 0.1, 0.5)
    u, v = cell.integral(u, v, t=k * 0.1, I=0.5)
  same = [bool((V == cell.V).all() and (w == cell.w).all()), bool((x == V).all() and (y == w).all()), u == V[1] and v == w[1]]
  print(method, *same, repr(float(V[0])), repr(float(w[2])))
print(type(V).__name__ == type(cell.V.value).__name__, type(x).__name__, type(u).__name__)

# numbers: a decay by the exponential method is exact, others have their order
decay = bp.odeint(lambda x, t, tau: -x / tau, method='exp_auto', dt=0.5)
x = 2.
for k in range(8):
  x = decay(x, k * 0.5, 3.)
print('decay', repr(x), type(x).__name__)


@bp.odeint(method='exp_auto', dt=0.2)
def gates(m, t, V):
  alpha = 0.1 * (V + 40.) / (1. - bm.exp(-(V + 40.) / 10.))
  return alpha * (1. - m) - 4. * bm.exp(-(V + 65.) / 18.) * m


print('gates', *[repr(float(m)) for m in gates(bm.asarray([0.1, 0.5, 0.9]), 0., bm.asarray([-65., -20., 10.]))])

# the derivative of everything that an equation may do
curve = bp.odeint(lambda x, t: bm.where(x > 0.5, bm.tanh(x) * x ** 2, bm.sin(3. * x) / (1. + abs(x))) - bm.clip(x, 0.2, 0.8) + 2. ** x - x % 0.7, method='exp_auto', dt=0.1)
print('curve', *[repr(float(v)) for v in curve(bm.asarray([-1.3, 0.1, 0.6, 2.]), 0.)])
plain = bp.odeint(lambda x, t: math.exp(-x) + math.sqrt(x) - max(x, 0.5) * math.cos(t), method='exp_auto', dt=0.1)
print('plain', repr(plain(1.25, 0.5)), repr(plain(x=0.25, t=0.5)))
still = bp.odeint(lambda x, t: 2., method='exp_auto', dt=0.25)
print('still', repr(still(1., 0.)))

# with time, and with state of a model that nobody steps
driven = bp.odeint(lambda x, t: math.cos(t) - 0. * x, method='rk4', dt=0.1)
x = 0.
for k in range(10):
  x = driven(x, k * 0.1)
print('driven', repr(x))
alone = Cell('rk4', [0.1], [0.2])
for k in range(3):
  alone.V.value, alone.w.value = alone.integral(alone.V, alone.w, 0.1 * k, 1.)
print('alone', repr(float(alone.V[0])), repr(float(alone.w[0])))

# the number of steps to a threshold, from a loop that ends on the result
V, w, steps = -1., 0., 0
cell = bp.odeint(bp.JointEq([dV, dw]), method='rk4', dt=0.05)
while V < 1. and steps < 5000:
  V, w = cell(V, w, steps * 0.05, 0.8)
  steps += 1
print('crossed', steps, repr(V))

# stochastic: the drift alone is left where there is no noise
noisy = bp.sdeint(f=lambda x, t: -x, g=lambda x, t: 0. * x, method='euler', dt=0.1)
print('noisy', repr(float(noisy(bm.asarray([1.]), 0.)[0])))
noisy = bp.sdeint(f=lambda x, t: -x, g=lambda x, t: 0.5 * x, method='milstein', dt=0.1)
many = noisy(bm.ones(4000), 0.)
print('spread', abs(float(many.mean()) - 0.9) < 0.02, abs(float(many.std()) - 0.5 * math.sqrt(0.1)) < 0.01)
