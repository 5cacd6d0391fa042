# Three neuron models of the textbooks as classes of the script: Hodgkin-Huxley, Izhikevich and FitzHugh-Nagumo.
import brainpy as bp
import brainpy.math as bm

method = 'exp_auto'


class HH(bp.NeuGroup):
  def __init__(self, size, ENa=50., gNa=120., EK=-77., gK=36., EL=-54.387, gL=0.03, V_th=20., C=1.0):
    super().__init__(size)
    self.ENa, self.gNa, self.EK, self.gK, self.EL, self.gL = ENa, gNa, EK, gK, EL, gL
    self.V_th, self.C = V_th, C
    self.V = bm.Variable(-65. * bm.ones(self.num))
    self.m = bm.Variable(self.alpha_m(self.V) / (self.alpha_m(self.V) + self.beta_m(self.V)))
    self.h = bm.Variable(self.alpha_h(self.V) / (self.alpha_h(self.V) + self.beta_h(self.V)))
    self.n = bm.Variable(self.alpha_n(self.V) / (self.alpha_n(self.V) + self.beta_n(self.V)))
    self.input = bm.Variable(bm.zeros(self.num))
    self.spike = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.integral = bp.odeint(bp.JointEq([self.dV, self.dm, self.dh, self.dn]), method=method)

  alpha_m = lambda self, V: 0.1 * (V + 40) / (1 - bm.exp(-(V + 40) / 10))
  beta_m = lambda self, V: 4. * bm.exp(-(V + 65) / 18)
  alpha_h = lambda self, V: 0.07 * bm.exp(-(V + 65) / 20)
  beta_h = lambda self, V: 1 / (1 + bm.exp(-(V + 35) / 10))
  alpha_n = lambda self, V: 0.01 * (V + 55) / (1 - bm.exp(-(V + 55) / 10))
  beta_n = lambda self, V: 0.125 * bm.exp(-(V + 65) / 80)

  def dm(self, m, t, V):
    return self.alpha_m(V) * (1 - m) - self.beta_m(V) * m

  def dh(self, h, t, V):
    return self.alpha_h(V) * (1 - h) - self.beta_h(V) * h

  def dn(self, n, t, V):
    return self.alpha_n(V) * (1 - n) - self.beta_n(V) * n

  def dV(self, V, t, m, h, n, I):
    I_Na = self.gNa * m ** 3 * h * (V - self.ENa)
    I_K = self.gK * n ** 4 * (V - self.EK)
    return (-I_Na - I_K - self.gL * (V - self.EL) + I) / self.C

  def update(self, tdi):
    V, m, h, n = self.integral(self.V, self.m, self.h, self.n, tdi.t, self.input, dt=tdi.dt)
    self.spike.value = bm.logical_and(self.V < self.V_th, V >= self.V_th)
    self.V.value, self.m.value, self.h.value, self.n.value = V, m, h, n
    self.input[:] = 0.


class Izhikevich(bp.NeuGroup):
  def __init__(self, size, a=0.02, b=0.20, c=-65., d=8., V_th=30.):
    super().__init__(size)
    self.a, self.b, self.c, self.d, self.V_th = a, b, c, d, V_th
    self.V = bm.Variable(bm.ones(self.num) * -65.)
    self.u = bm.Variable(bm.ones(self.num) * -13.)
    self.input = bm.Variable(bm.zeros(self.num))
    self.spike = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.integral = bp.odeint(method=method, f=bp.JointEq(self.dV, self.du))

  def dV(self, V, t, u, I):
    return 0.04 * V * V + 5 * V + 140 - u + I

  def du(self, u, t, V):
    return self.a * (self.b * V - u)

  def update(self, tdi):
    V, u = self.integral(self.V, self.u, tdi['t'], self.input, dt=tdi['dt'])
    self.spike.value = V >= self.V_th
    self.V.value = bm.where(self.spike, self.c, V)
    self.u.value = bm.where(self.spike, u + self.d, u)

  def clear_input(self):
    self.input[:] = 0.


class FHN(bp.NeuGroup):
  def __init__(self, size, a=0.7, b=0.8, tau=12.5, Vth=1.8):
    super().__init__(size)
    self.V = bm.Variable(bm.zeros(self.num))
    self.w = bm.Variable(bm.zeros(self.num))
    self.input = bm.Variable(bm.zeros(self.num))
    self.spike = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.Vth = Vth

    def dV(V, t, w, I):
      return V - V ** 3 / 3 - w + I

    def dw(w, t, V):
      return (V + a - b * w) / tau

    self.integral = bp.odeint(bp.JointEq((dV, dw)), method=method)

  def update(self, tdi):
    V, w = self.integral(self.V, self.w, tdi.t, self.input, tdi.dt)
    self.spike[:] = (V >= self.Vth) & (self.V < self.Vth)
    self.V[:] = V
    self.w[:] = w

  def clear_input(self):
    self.input.value = bm.zeros_like(self.input)


hh, izhikevich, fhn = HH(2), Izhikevich(2), FHN(2)
net = bp.Network(hh=hh, izhikevich=izhikevich, fhn=fhn)
runner = bp.DSRunner(
  net,
  inputs=[(hh.input, bm.asarray([5., 10.])), (izhikevich.input, bm.asarray([10., 5.])), (fhn.input, bm.asarray([0.8, 1.]))],
  monitors=['hh.V', 'hh.m', 'hh.h', 'hh.n', 'hh.spike', 'izhikevich.V', 'izhikevich.u', 'izhikevich.spike', 'fhn.V', 'fhn.w', 'fhn.spike'],
)
runner.run(200.)
