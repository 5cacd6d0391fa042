# Arrays of many elements that nobody looks at before the run: drawn state, drawn parameters, drawn weights, ids of connections.
# Every distribution and every kind of rule is there.
# With look = True the script reads an element of each beforehand, which must change nothing.
import brainpy as bp
import brainpy.math as bm

n = 6000
look = False
bm.random.seed(11)


def seen(array):
  if look:
    array[0]
  return array


class Cells(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.tau = seen(10. + 5. * bm.random.rand(size))
    self.gain = seen(bm.abs(bm.random.normal(1., 0.2, size)) + bm.ones(size) / 4.)
    self.rest = seen(-60. + bm.random.exponential(2., size) - 0.1 * bm.random.poisson(3., size))
    self.kick = seen(bm.random.bernoulli(0.3, size) * bm.random.choice(bm.asarray([0.5, 1., 2.]), size))
    self.rank = seen(bm.random.permutation(size) / size)
    self.V = bm.Variable(seen(bm.random.uniform(-60., -50., size)))
    self.input = bm.Variable(bm.zeros(size))
    self.spike = bm.Variable(bm.zeros(size, dtype=bool))
    self.integral = bp.odeint(lambda V, t, I, tau, gain, rest: (rest - V + gain * I) / tau, method='exp_auto')

  def update(self, tdi):
    V = self.integral(self.V, tdi.t, self.input, self.tau, self.gain, self.rest, tdi.dt)
    self.spike.value = V >= -50.
    self.V.value = bm.where(self.spike, -60., V)
    self.input[:] = 14. + self.kick + self.rank


class Facilitation(bp.TwoEndConn):
  """One number a synapse."""

  def __init__(self, pre, post, conn):
    super().__init__(pre, post, conn)
    self.pre_ids, self.post_ids = self.conn.require('pre_ids', 'post_ids')
    seen(self.pre_ids)
    count = len(self.pre_ids)
    self.w = seen(bm.random.uniform(0., 0.02, count))
    self.u = bm.Variable(bm.zeros(count))

  def update(self, tdi):
    arrived = bm.pre2syn(bm.asarray(self.pre.spike, dtype=float), self.pre_ids)
    self.u.value = 0.99 * self.u + arrived * self.w
    self.post.input += bm.syn2post(self.u, self.post_ids, self.post.num)


E = Cells(n)
I = Cells(n // 2)
net = bp.Network(
  E, I,
  bp.synapses.Exponential(E, I, bp.conn.FixedProb(0.002, seed=3), g_max=bp.init.Normal(0.1, 0.02), tau=5.,
                          delay_step=bm.random.randint(0, 4, n)),
  Facilitation(E, I, bp.conn.FixedProb(0.001, seed=4)),
  Facilitation(E, E, bp.conn.FixedProb(0.001, include_self=False, seed=5)),
  Facilitation(E, I, bp.conn.FixedPreNum(2, seed=6)),
  Facilitation(I, I, bp.conn.FixedPreNum(3, include_self=False, seed=7)),
)
runner = bp.DSRunner(
  net,
  monitors={'E.spike': E.spike, 'I.V': (I.V, bm.arange(0, n // 2, 500))},
)
runner.run(20.)
if 'E.spike' in runner.mon:
  print('spikes of E:', int(runner.mon['E.spike'].sum()))
  print('last V of I:', runner.mon['I.V'][-1])
print('mean V of E:', float(bm.mean(E.V.value)))
