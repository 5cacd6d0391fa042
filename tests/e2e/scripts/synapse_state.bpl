# Synapses of the script's own: state of every synapse, spikes through a LengthDelay, a gap junction, and an order of update of its own.
import brainpy as bp
import brainpy.math as bm

period = 7


class Clock(bp.NeuGroup):
  """Neuron k spikes whenever (step + 3 k) is a multiple of the period; V counts its spikes."""

  def __init__(self, size):
    super().__init__(size)
    self.phase = 3. * bm.arange(self.num, dtype=float)
    self.V = bm.Variable(bm.zeros(self.num))
    self.spike = bm.Variable(bm.zeros(self.num, dtype=bool))

  def update(self, tdi):
    self.spike.value = bm.mod(tdi.i + self.phase, period) == 0
    self.V += bm.where(self.spike, 1., 0.)


class Leak(bp.NeuGroup):
  def __init__(self, size, tau=9.):
    super().__init__(size)
    self.tau = tau
    self.V = bm.Variable(0.1 * bm.arange(self.num, dtype=float))
    self.input = bm.Variable(bm.zeros(self.num))
    self.integral = bp.odeint(lambda V, t, I: (I - V) / self.tau)

  def update(self, tdi):
    self.V.value = self.integral(self.V, tdi.t, self.input, tdi.dt)
    self.input[:] = 0.


class PerSynapse(bp.TwoEndConn):
  """Every synapse decays with a rate of its own and saturates."""

  def __init__(self, pre, post, conn, tau=4.):
    super().__init__(pre, post, conn)
    self.pre_ids, self.post_ids = self.conn.require('pre_ids', 'post_ids')
    self.rate = (1. + 0.5 * self.pre_ids + 0.25 * self.post_ids) / tau
    self.s = bm.Variable(bm.zeros(len(self.pre_ids)))

  def update(self, tdi):
    arrived = bm.pre2syn(self.pre.spike, self.pre_ids)
    self.s.value = self.s - self.s * self.rate * tdi.dt + bm.where(arrived, 1. - 0.5 * self.s, 0.)
    self.post.input += bm.syn2post(self.s, self.post_ids, self.post.num)


class Delayed(bp.TwoEndConn):
  """The spikes of `steps` steps ago with a weight for every synapse, which also decides how fast the sum decays."""

  def __init__(self, pre, post, conn, steps=4):
    super().__init__(pre, post, conn)
    self.steps = steps
    self.pre2post = self.conn.require('pre2post')
    self.weights = 0.5 + 0.125 * bm.arange(len(self.pre2post[0]), dtype=float)
    self.delay = bm.LengthDelay(self.pre.spike, steps)
    self.g = bm.Variable(bm.zeros(self.post.num))

  def update(self, tdi):
    arrived = self.delay(self.steps)
    self.delay.update(self.pre.spike)
    self.g.value = self.g * (1. - 0.02 * bm.mean(self.weights)) + bm.pre2post_event_sum(arrived, self.pre2post, self.post.num, self.weights)
    self.post.input += self.g


class Gap(bp.TwoEndConn):
  """Pulls every post neuron to three neurons of the other population and to its own neighbours."""

  def __init__(self, pre, post, strength=0.3):
    super().__init__(pre, post, None)
    self.strength = strength
    self.partners = bm.asarray([(2 * k + 1) % pre.num for k in range(post.num)])

  def update(self, tdi):
    V = self.post.V
    self.post.input += self.strength * (self.pre.V[self.partners] - V)
    self.post.input += 0.1 * (bm.roll(V, 1) + bm.roll(V, -1) - 2. * V)
    self.post.input[0:3] = self.post.input[0:3] + bm.max(self.pre.V) - bm.min(self.pre.V)


class Ordered(bp.Network):
  """The spikes of a step reach the synapses of the same step; the reader is updated last."""

  def __init__(self):
    super().__init__()
    self.clock, self.reader = Clock(9), Leak(6)
    pairs = bp.conn.IJConn(i=[0, 0, 1, 3, 3, 3, 5, 8, 8], j=[0, 2, 2, 1, 5, 2, 0, 4, 5])
    self.per = PerSynapse(self.clock, self.reader, pairs)
    self.late = Delayed(self.clock, self.reader, bp.conn.All2All())
    self.gap = Gap(self.clock, self.reader)

  def update(self, tdi):
    self.clock.update(tdi)
    self.per.update(tdi)
    self.late.update(tdi)
    self.gap.update(tdi)
    self.reader.update(tdi)


net = Ordered()
runner = bp.DSRunner(
  net,
  monitors=['clock.spike', 'clock.V', 'per.s', 'late.g', 'reader.V'],
)
runner.run(6.)
