# Classes as users write them: a neuron, coupled equations, a synapse with a delay, a rate network on a ring.
import brainpy as bp
import brainpy.math as bm


class Leaky(bp.NeuGroup):
  def __init__(self, size, tau=10., v_th=1., name=None, **kwargs):
    super(Leaky, self).__init__(size=size, name=name, **kwargs)
    self.tau, self.v_th = tau, v_th
    self.V = bm.Variable(bm.zeros(self.num))
    self.input = bm.Variable(bm.zeros(self.num))
    self.spike = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.integral = bp.odeint(self.dV, method='exp_auto')

  def dV(self, V, t, I):
    return (-V + I) / self.tau

  def update(self, tdi):
    V = self.integral(self.V, tdi.t, self.input, dt=tdi.dt)
    fired = V >= self.v_th
    self.V.value = bm.where(fired, 0., V)
    self.spike.value = fired
    self.input[:] = 0.


class TwoVar(bp.NeuGroup):
  def __init__(self, size, a=0.1, b=0.3):
    super().__init__(size)
    self.a, self.b = a, b
    self.v = bm.Variable(bm.random.rand(self.num))
    self.w = bm.Variable(bm.zeros(self.num))
    self.input = bm.Variable(bm.zeros(self.num))
    self.integral = bp.odeint(bp.JointEq([self.dv, self.dw]), method='rk4')

  def dv(self, v, t, w, I):
    return v - v ** 3 / 3 - w + I

  def dw(self, w, t, v):
    return self.a * (v - self.b * w)

  def update(self, tdi):
    self.v.value, self.w.value = self.integral(self.v, self.w, tdi.t, self.input, tdi.dt)
    self.input[:] = 0.


class Decay(bp.TwoEndConn):
  def __init__(self, pre, post, conn, g=0.2, tau=5., delay=1., name=None):
    super(Decay, self).__init__(pre=pre, post=post, conn=conn, name=name)
    self.check_pre_attrs('spike')
    self.check_post_attrs('input')
    self.g, self.tau = g, tau
    self.pre2post = self.conn.require('pre2post')
    self.s = bm.Variable(bm.zeros(self.post.num))
    self.delay = bm.LengthDelay(self.pre.spike, int(delay / bm.get_dt()))
    self.integral = bp.odeint(lambda s, t: -s / self.tau, method='exp_euler')

  def update(self, tdi):
    self.delay.update(self.pre.spike)
    spk = self.delay(self.delay.num_delay_step - 1)
    self.s.value = self.integral(self.s, tdi.t, tdi.dt)
    self.s += bm.pre2post_event_sum(spk, self.pre2post, self.post.num, self.g)
    self.post.input += self.s


class Ring(bp.DynamicalSystem):
  def __init__(self, n, width=0.5):
    super().__init__()
    self.x = bm.linspace(-bm.pi, bm.pi, n)
    d = bm.mod(self.x[:, None] - self.x + bm.pi, 2 * bm.pi) - bm.pi
    self.W = bm.exp(-0.5 * bm.square(d / width))
    self.u = bm.Variable(bm.zeros(n))
    self.input = bm.Variable(bm.zeros(n))

  def update(self, tdi):
    r = bm.square(bm.where(self.u > 0., self.u, 0.))
    r = r / (1. + 0.1 * bm.sum(r))
    self.u += (-self.u + bm.dot(self.W, r) + self.input) * tdi.dt
    self.input[:] = 0.


pre, post = Leaky(3), Leaky(2, v_th=100.)
syn = Decay(pre, post, bp.conn.All2All())
runner = bp.DSRunner(bp.Network(pre=pre, syn=syn, post=post), monitors=['pre.spike', 'pre.V', 'syn.s', 'post.V'],
                     inputs=('pre.input', bm.asarray([1.5, 2., 3.])))
runner.run(40.)

pair = TwoVar(4)
start = [float(v) for v in pair.v]
runner = bp.DSRunner(pair, monitors=['v', 'w'], inputs=('input', 0.5))
runner.run(20.)

ring = Ring(12)
runner = bp.DSRunner(ring, monitors=['u'], inputs=('input', bm.exp(-ring.x ** 2)))
runner.run(5.)
print(start)
