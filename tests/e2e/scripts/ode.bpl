# Every explicit method on the logistic equation with a step length given at the call, at once and in two halves; and the forms
# of odeint: as decorator, with a captured step length, with nested JointEq and with defaults.
import brainpy as bp
import brainpy.math as bm

methods = ['euler', 'midpoint', 'heun2', 'ralston2', 'rk2', 'rk3', 'heun3', 'ralston3', 'ssprk3', 'rk4', 'ralston4', 'rk4_38rule', 'rkf12', 'rkf45',
           'rkdp', 'ck', 'heun_euler', 'BoSh3', 'exp_auto', 'exp_euler', 'exp_euler_auto', 'exponential_euler']
h = 0.2


class Logistic(bp.DynamicalSystem):
  def __init__(self, rate=1.5):
    super().__init__()
    self.rate = rate
    self.integrals = {}
    for name in methods:
      setattr(self, 'whole_' + name, bm.Variable(bm.asarray([0.2, 0.4])))
      setattr(self, 'halves_' + name, bm.Variable(bm.asarray([0.2, 0.4])))
      self.integrals[name] = bp.odeint(self.dx, method=name)

  def dx(self, x, t):
    return x * (self.rate - x)

  def update(self, tdi):
    for name, integral in self.integrals.items():
      whole, halves = getattr(self, 'whole_' + name), getattr(self, 'halves_' + name)
      whole.value = integral(whole, tdi.t, dt=h)
      halves.value = integral(integral(halves, tdi.t, h / 2), tdi.t, h / 2)


class Forms(bp.DynamicalSystem):
  def __init__(self):
    super().__init__()
    for name in ('a', 'b', 'c', 'p', 'q', 'r'):
      setattr(self, name, bm.Variable(bm.asarray([1., 2., 3.])))

    @bp.odeint(method='midpoint')
    def decorated(a, t, slope, offset=0.5):
      return slope * t - a + offset

    def dp(p, t, q):
      return q - p * t

    def dq(q, t, p, r, gain=2.):
      return gain * r - p * q

    def dr(r, t, p):
      return -r * p

    self.decorated = decorated
    self.captured = bp.odeint(lambda b, t: -b / 3., method='euler', dt=0.25)
    bm.set_dt(0.5)
    self.global_dt = bp.odeint(lambda c, t: -c / 3.)
    bm.set_dt(0.1)
    self.joint = bp.odeint(bp.JointEq(dp, bp.JointEq([dq, dr])), method='heun2')

  def update(self, tdi):
    self.a.value = self.decorated(self.a, tdi.t, 0.3, dt=tdi.dt)
    self.b.value = self.captured(self.b, tdi.t)
    self.c.value = self.global_dt(self.c, tdi.t)
    self.p.value, self.q.value, self.r.value = self.joint(self.p, self.q, self.r, tdi.t, 1.5, dt=2. * tdi.dt)


logistic, forms = Logistic(), Forms()
net = bp.Network(logistic=logistic, forms=forms)
recorded = ['forms.' + name for name in ('a', 'b', 'c', 'p', 'q', 'r')]
recorded += ['logistic.' + kind + name for kind in ('whole_', 'halves_') for name in methods]
runner = bp.DSRunner(
  net,
  monitors=recorded,
)
runner.run(1.)
