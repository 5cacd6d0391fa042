# Winner-take-all: pools in a list of the network, one inhibitory pool, noise drawn in every step, a refractory time as state.
import brainpy as bp
import brainpy.math as bm

bm.random.seed(7)


class NoisyLIF(bp.NeuGroup):
  def __init__(self, size, tau=20., v_th=1., sigma=0.2, t_ref=2., name=None):
    super().__init__(size, name=name)
    self.tau, self.v_th, self.sigma, self.t_ref = tau, v_th, sigma, t_ref
    self.V = bm.Variable(bm.random.rand(self.num))
    self.ref = bm.Variable(bm.zeros(self.num))
    self.input = bm.Variable(bm.zeros(self.num))
    self.spike = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.int_V = bp.odeint(self.dV, method='exp_auto')

  def dV(self, V, t, I):
    return (-V + I) / self.tau

  def update(self, tdi):
    t, dt = tdi.t, tdi.dt
    noise = self.sigma * bm.sqrt(dt / self.tau) * bm.random.normal(0., 1., self.num)
    V = self.int_V(self.V, t, self.input, dt) + noise
    active = self.ref <= 0.
    V = bm.where(active, V, self.V)
    fired = bm.logical_and(V >= self.v_th, active)
    self.ref.value = bm.where(fired, self.t_ref, bm.maximum(self.ref - dt, 0.))
    self.V.value = bm.where(fired, 0., V)
    self.spike.value = fired
    self.input[:] = 0.


class WTA(bp.Network):
  def __init__(self, k, n):
    super().__init__()
    self.pools = [NoisyLIF(n, name=f'pool{i}') for i in range(k)]
    self.inh = NoisyLIF(n, tau=10., name='inh')
    parts = []
    for i, p in enumerate(self.pools):
      parts.append(bp.synapses.Exponential(p, p, bp.conn.FixedProb(0.2, seed=10 + i), g_max=0.25 / n * 20, tau=20., name=f'rec{i}'))
      parts.append(bp.synapses.Exponential(p, self.inh, bp.conn.All2All(), g_max=0.02, tau=5., name=f'toinh{i}'))
      parts.append(bp.synapses.Exponential(self.inh, p, bp.conn.All2All(), g_max=-0.05, tau=8., name=f'frominh{i}'))
    self.register_implicit_nodes(*self.pools, *parts)


net = WTA(3, 50)
runner = bp.DSRunner(
  net,
  monitors={f'p{i}': p.spike for i, p in enumerate(net.pools)},
  inputs=[(p.input, 1.1 + 0.05 * i) for i, p in enumerate(net.pools)],
)
runner.run(100.)
if 'p0' in runner.mon:
  counts = [int(runner.mon[f'p{i}'].sum()) for i in range(3)]
  print(counts, 'winner', counts.index(max(counts)))
