# The leaky integrate-and-fire neuron.
import brainpy.math as bm
from brainpy.initialize import ZeroInit
from brainpy.integrate import odeint
from brainpy.neurons_base import NeuGroup
from brainpy.parameters import parameter, positive_parameter, state
import _bplc


class LIF(NeuGroup):
  """tau dV/dt = V_rest - V + R * input; a spike at V >= V_th sets V to V_reset.

  V in mV, tau and tau_ref in ms; during tau_ref after a spike V is held. V starts at zero unless V_initializer says otherwise.
  """

  def __init__(self, size, keep_size=False, V_rest=0., V_reset=-5., V_th=20., R=1., tau=10., tau_ref=None,
               V_initializer=ZeroInit(), noise=None, method='exp_auto', name=None, mode=None, spike_fun=None):
    super().__init__(size, name=name, keep_size=keep_size, mode=mode)
    if noise is not None:
      raise _bplc.refusal('LIF(noise=...) is not supported by bplc yet')
    self.V_rest = parameter(V_rest, self.varshape, 'V_rest')
    self.V_reset = parameter(V_reset, self.varshape, 'V_reset')
    self.V_th = parameter(V_th, self.varshape, 'V_th')
    self.R = parameter(R, self.varshape, 'R')
    self.tau = positive_parameter(tau, self.varshape, 'tau')
    self.tau_ref = parameter(tau_ref, self.varshape, 'tau_ref', allow_none=True)
    self.V_initializer = V_initializer
    self.V = state(V_initializer, self.varshape, 'V_initializer')
    self.input = bm.Variable(bm.zeros(self.varshape))
    self.spike = bm.Variable(bm.zeros(self.varshape, dtype=bool))
    if self.tau_ref is not None:
      self.t_last_spike = bm.Variable(bm.ones(self.varshape) * -1e7)
      self.refractory = bm.Variable(bm.zeros(self.varshape, dtype=bool))
    self.integral = odeint(f=self.dV, method=method)

  def dV(self, V, t, I):
    return (self.V_rest - V + self.R * I) / self.tau

  def clear_input(self):
    self.input[:] = 0.

  def reset_state(self, batch_size=None):
    self.V.value = bm.asarray(self.V_initializer(self.varshape)) if callable(self.V_initializer) else self.V_initializer
    self.input[:] = 0.
    self.spike[:] = False
    if self.tau_ref is not None:
      self.t_last_spike[:] = -1e7
      self.refractory[:] = False

  def update(self, tdi):
    t = tdi.t
    V = self.integral(self.V.value, t, self.input.value, dt=tdi.dt)
    if self.tau_ref is not None:
      refractory = (t - self.t_last_spike.value) <= self.tau_ref
      V = bm.where(refractory, self.V.value, V)
      spike = V >= self.V_th
      self.t_last_spike.value = bm.where(spike, t, self.t_last_spike.value)
      self.refractory.value = bm.logical_or(refractory, spike)
    else:
      spike = V >= self.V_th
    self.V.value = bm.where(spike, self.V_reset, V)
    self.spike.value = spike
