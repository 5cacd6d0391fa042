# Runs that go on, with state and parameters changed in between, and two runners on one network.
import brainpy as bp
import brainpy.math as bm

bm.enable_x64()


class Leak(bp.NeuGroup):
  def __init__(self, size, tau=10.):
    super().__init__(size)
    self.tau = tau
    self.V = bm.Variable(bm.zeros(self.num))
    self.input = bm.Variable(bm.zeros(self.num))

  def reset_state(self, batch_size=None):
    self.V.value = bm.zeros(self.num)
    self.input.value = bm.zeros(self.num)

  def update(self, tdi):
    self.V.value = self.V + tdi.dt * (self.input - self.V) / self.tau
    self.input[:] = 0.


def show(label, values, times):
  print(label, ' '.join([repr(float(x)) for x in values]), repr(float(times[0])), repr(float(times[-1])))


pop = Leak(3)
pop.V[:] = bm.asarray([1., 2., 3.])
net = bp.Network(pop=pop)
runner = bp.DSRunner(net, monitors=['pop.V'], inputs=('pop.input', bm.arange(1., 31.), 'iter'))
runner.run(1.)
show('first', runner.mon['pop.V'][-1], runner.mon.ts)
pop.tau = 5
pop.V.value = bm.asarray([0.5, 4., -1.])
runner.predict(1.)
show('changed', runner.mon['pop.V'][-1], runner.mon.ts)
runner.run(1., reset_state=True)
show('reset', runner.mon['pop.V'][-1], runner.mon.ts)
second = bp.DSRunner(net, monitors={'x': (pop.V, [0, 2])}, inputs=(pop.input, 2.), t0=7., dt=0.05)
second(0.5)
show('second', second.mon.x[-1], second.mon.ts)
print('dt', bm.get_dt())
runner.run(0.5)
show('again', runner.mon['pop.V'][-1], runner.mon.ts)
net.reset_state()
runner.reset_state()
runner.run(0.1)
show('rewound', runner.mon['pop.V'][-1], runner.mon.ts)
