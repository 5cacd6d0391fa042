# The synapse with exponential decay.
import _bplc
import brainpy.math as bm
from brainpy.integrate import odeint
from brainpy.parameters import positive_parameter
from brainpy.synapses_base import TwoEndConn, delay_steps, weights
from brainpy.synouts import CUBA


class Exponential(TwoEndConn):
  """tau dg/dt = -g; a spike that arrives adds g_max. g lives on the post side; tau in ms, delay_step in steps."""

  def __init__(self, pre, post, conn, output=CUBA(), stp=None, comp_method='sparse', g_max=1., delay_step=None,
               tau=8.0, method='exp_auto', name=None, mode=None, stop_spike_gradient=False):
    super().__init__(pre, post, conn, output=output, stp=stp, name=name, mode=mode)
    self.check_pre_attrs('spike')
    if self.conn is None:
      raise ValueError('Exponential needs a connector (conn=...)')
    if comp_method not in ('sparse', 'dense'):
      raise ValueError("comp_method must be 'sparse' or 'dense', not " + repr(comp_method))
    self.comp_method = comp_method
    self.tau = positive_parameter(tau, self.post.varshape, 'tau')
    self.delay_step = delay_steps(delay_step, self.pre.num)
    self.connectivity = self.conn.connections(self.pre.num, self.post.num, dense=comp_method == 'dense')
    self.g_max = weights(g_max, self.connectivity, comp_method == 'dense')
    self.g = bm.Variable(bm.zeros(self.post.varshape))
    self.integral = odeint(f=self.dg, method=method)

  def dg(self, g, t):
    return -g / self.tau

  def reset_state(self, batch_size=None):
    self.g[:] = 0.

  def update(self, tdi):
    arrived = _bplc.event_sum(self.pre.spike, self.delay_step, self.connectivity, self.g_max, self.g)
    self.g.value = self.integral(self.g.value, tdi.t, dt=tdi.dt) + arrived
    if self.output is not None:
      self.output.update(self.g.value)
