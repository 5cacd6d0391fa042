# A population class of the script's own: two variables that are integrated together, tanh and a division.
import brainpy as bp
import brainpy.math as bm

n = 40


class Wave(bp.NeuGroup):
  def __init__(self, size, gain=2., tau=4., b=0.8, tau_w=20., V_th=0.5):
    super().__init__(size)
    self.gain = gain
    self.tau = tau
    self.b = b
    self.tau_w = tau_w
    self.V_th = V_th
    self.V = bm.Variable(bm.asarray([-1. + 2. * k / self.num for k in range(self.num)]))
    self.w = bm.Variable(bm.zeros(self.num))
    self.input = bm.Variable(bm.zeros(self.num))
    self.spike = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.integral = bp.odeint(f=bp.JointEq([self.dV, self.dw]), method='exp_auto')

  def dV(self, V, t, w, I):
    return (bm.tanh(self.gain * V) - V - w + I) / self.tau

  def dw(self, w, t, V):
    return (V / (1. + V * V) - self.b * w) / self.tau_w

  def update(self, tdi):
    V, w = self.integral(self.V.value, self.w.value, tdi.t, self.input.value, dt=tdi.dt)
    self.spike.value = bm.logical_and(V >= self.V_th, self.V.value < self.V_th)
    self.V.value = V
    self.w.value = w
    self.input[:] = 0.


waves = Wave(n)
readers = bp.neurons.LIF(20, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5., V_initializer=bp.init.Uniform(-60., -50., seed=5))
link = bp.synapses.Exponential(waves, readers, bp.conn.FixedProb(0.5, seed=9), g_max=3., tau=8., delay_step=2)
net = bp.Network(waves, readers, link)

monitors = {'V': waves.V, 'w': waves.w, 'spike': waves.spike, 'read': readers.spike}
runner = bp.DSRunner(
  net,
  monitors=monitors,
  inputs=[(waves.input, 0.4), (readers.input, 9.)],
)
runner.run(60.)
