# Teaches a neuron model of one's own: two coupled variables (FitzHugh-Nagumo), their derivatives as methods.
# The same equations are integrated with rk4 and with exp_auto side by side; the printed lines say how far apart they end.
# Run it: bplc samples/custom_neuron.bpl -o custom_neuron && ./custom_neuron
import brainpy as bp
import brainpy.math as bm
import numpy as np


class FitzHughNagumo(bp.NeuGroup):
  def __init__(self, size, a=0.7, b=0.8, tau=12.5, V_th=1., method='rk4', name=None):
    super(FitzHughNagumo, self).__init__(size=size, name=name)
    self.a, self.b, self.tau, self.V_th = a, b, tau, V_th

    self.V = bm.Variable(bm.ones(self.num) * -1.2)
    self.w = bm.Variable(bm.ones(self.num) * -0.6)
    self.input = bm.Variable(bm.zeros(self.num))
    self.spike = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.integral = bp.odeint(bp.JointEq([self.dV, self.dw]), method=method)

  def dV(self, V, t, w, I):
    return V - V ** 3 / 3 - w + I

  def dw(self, w, t, V):
    return (V + self.a - self.b * w) / self.tau

  def update(self, tdi):
    V, w = self.integral(self.V, self.w, tdi.t, self.input, dt=tdi.dt)
    # A spike is the step in which V crosses the threshold from below.
    self.spike.value = bm.logical_and(self.V < self.V_th, V >= self.V_th)
    self.V.value = V
    self.w.value = w
    self.input[:] = 0.


class SideBySide(bp.Network):
  def __init__(self, size):
    super(SideBySide, self).__init__()
    self.rk4 = FitzHughNagumo(size, method='rk4')
    self.exp = FitzHughNagumo(size, method='exp_auto')


n = 5
currents = bm.asarray([0., 0.25, 0.5, 0.75, 1.])  # one for every neuron
net = SideBySide(n)
runner = bp.DSRunner(
  net,
  monitors=['rk4.V', 'exp.V', 'rk4.spike', 'exp.spike'],
  inputs=[('rk4.input', currents), ('exp.input', currents)],
)
runner.run(200.)

if 'rk4.V' in runner.mon:
  apart = np.max(np.abs(runner.mon['rk4.V'] - runner.mon['exp.V']), axis=0)
  spikes_rk4 = np.sum(runner.mon['rk4.spike'], axis=0)
  spikes_exp = np.sum(runner.mon['exp.spike'], axis=0)
  for i in range(n):
    print(f'input {float(currents[i]):.2f}: {int(spikes_rk4[i])} spikes with rk4, {int(spikes_exp[i])} with exp_auto, V at most {float(apart[i]):.3f} apart')
  bp.visualize.line_plot(runner.mon.ts, runner.mon['rk4.V'], plot_ids=(0, 1, 2), ylabel='V', legend='neuron', title='three of the neurons, rk4', show=True)
  bp.visualize.line_plot(runner.mon.ts, runner.mon['exp.V'] - runner.mon['rk4.V'], plot_ids=(0, 1, 2), ylabel='difference of V', legend='neuron', title='exp_auto - rk4', show=True)
