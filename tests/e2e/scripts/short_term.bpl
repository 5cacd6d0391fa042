# Short-term plasticity of the script's own, with state per synapse, a delayed current and an input that rises.
import brainpy as bp
import brainpy.math as bm


class STP(bp.TwoEndConn):
  def __init__(self, pre, post, conn, U=0.2, tau_f=600., tau_d=100., tau=8., A=1., delay=1.5):
    super().__init__(pre=pre, post=post, conn=conn)
    self.check_pre_attrs('spike')
    self.check_post_attrs('input')
    self.U, self.tau_f, self.tau_d, self.tau, self.A = U, tau_f, tau_d, tau, A
    self.pre_ids, self.post_ids = self.conn.require('pre_ids', 'post_ids')
    self.num = len(self.pre_ids)
    self.x = bm.Variable(bm.ones(self.num))
    self.u = bm.Variable(bm.zeros(self.num))
    self.I = bm.Variable(bm.zeros(self.num))
    self.delay = bm.LengthDelay(self.I, int(delay / bm.get_dt()))
    self.integral = bp.odeint(bp.JointEq([self.dI, self.du, self.dx]), method='exp_auto')

  def dI(self, I, t):
    return -I / self.tau

  def du(self, u, t):
    return -u / self.tau_f

  def dx(self, x, t):
    return (1. - x) / self.tau_d

  def update(self, tdi):
    spikes = bm.pre2syn(self.pre.spike, self.pre_ids)
    self.I.value, u, x = self.integral(self.I, self.u, self.x, tdi.t, dt=tdi.dt)
    u = bm.where(spikes, u + self.U * (1 - self.u), u)
    x = bm.where(spikes, x - u * self.x, x)
    self.I.value = bm.where(spikes, self.I + self.A * u * self.x, self.I)
    self.u.value = u
    self.x.value = x
    self.delay.update(self.I)
    late = self.delay(int(1.5 / bm.get_dt()))
    self.post.input += bm.syn2post_sum(late, self.post_ids, self.post.num)


pre = bp.neurons.LIF(4, tau=20., V_th=20., V_reset=0., V_rest=0., tau_ref=5.)
post = bp.neurons.LIF(6)
syn = STP(pre, post, bp.conn.All2All())
net = bp.Network(pre=pre, syn=syn, post=post)
ramp = bm.linspace(15., 60., 2000)
runner = bp.DSRunner(
  net,
  monitors=['syn.u', 'syn.x', 'syn.I', 'pre.spike', 'post.V'],
  inputs=['pre.input', ramp, 'iter'],
)
runner.run(200.)
if 'syn.u' in runner.mon:
  print(runner.mon['pre.spike'].sum(), runner.mon['syn.u'][-1, :3], runner.mon['syn.x'][-1, 0], runner.mon['post.V'].max())
