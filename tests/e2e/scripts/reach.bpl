# What --set reaches: lists that a sweep function makes, in every network; outputs, connectors and initializers inside of
# objects; sizes and delays; a population of a nested network. What a step takes as given of a parameter is a need.
import brainpy as bp
import brainpy.math as bm

bm.enable_x64()
rounds = 2
floor = 0.


class Store(bp.NeuGroup):
  def __init__(self, size, k=1., leak=0., cap=None, steps=(0., 1.)):
    super().__init__(size)
    self.k = k
    self.leak = leak
    self.cap = cap
    self.steps = steps
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    grown = self.x + self.k * self.steps[1]
    if self.leak > 0.:
      grown = grown - self.leak * self.x
    if self.cap is not None:
      grown = bm.minimum(grown, self.cap)
    self.x.value = bm.maximum(grown, floor) if floor != 0. else grown


class Inner(bp.Network):
  def __init__(self):
    super().__init__()
    self.deep = Store(2, k=3.)


class Pair(bp.Network):
  def __init__(self, k):
    super().__init__()
    self.pops = [Store(1, k=k * i) for i in (1, 2, 3)]
    self.register_implicit_nodes(*self.pops)
    self.inner = Inner()
    V = bp.init.Constant(-50.)
    self.E = bp.neurons.LIF(4, V_rest=-60., V_th=-49., V_reset=-60., tau=20., tau_ref=5., V_initializer=V)
    self.E2E = bp.synapses.Exponential(self.E, self.E, bp.conn.FixedPostNum(2, seed=1), output=bp.synouts.COBA(E=0.), g_max=0.5, tau=5., delay_step=1)


def run(k):
  net = Pair(k)
  runner = bp.DSRunner(net, monitors=['E.V'], inputs=('E.input', 20.))
  runner.run(1.)
  pops = [float(p.x[0]) for p in net.pops]
  print(k, pops, net.inner.deep.x.tolist(), net.E.num, float(net.E.V[0]), net.E2E.output.E, net.E2E.conn.num)


for k in range(rounds):
  run(k + 1.)
