# What a runner takes: functions as inputs and monitors, every type and operation of an input, lists, views, and indices.
import brainpy as bp
import brainpy.math as bm

bm.enable_x64()


class Sum(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.V = bm.Variable(bm.zeros(self.num))
    self.input = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.V += self.input * tdi.dt
    self.input[:] = 0.


def show(label, values):
  print(label, ' '.join([repr(float(x)) for x in values]))


pop = Sum(4)
other = Sum(2)
net = bp.Network(pop, other)
gain = 2.


def drive(tdi):
  pop.input += gain * tdi.i
  other.V[:] = 3. + tdi['t']


runner = bp.DSRunner(net, fun_inputs=drive, inputs=[(pop.input, 10., 'fix', '*')], monitors={'V': pop.V},
                     fun_monitors={'mean': lambda tdi: bm.mean(pop.V) + tdi.t, 'twice': lambda tdi: other.V * 2,
                                   'up': lambda tdi: pop.V > 5.})
runner.run(0.5)
show('V', runner.mon['V'][:, 3])
show('mean', runner.mon['mean'])
show('twice', runner.mon['twice'][:, 1])
print('up', runner.mon.up[:, 0].tolist(), runner.mon['up'].shape)
gain = 3.
runner.run(0.2)
show('V', runner.mon['V'][:, 3])
part = bp.DSRunner(net, monitors=[('Sum0.V', 2), 'Sum1.V'],
                   inputs=[(pop[1:3].input, lambda t, dt: t, 'func', '-'), ('Sum0.input', [1., 2., 3.], 'iter'),
                           (pop.V, 2., 'fix', '/'), (pop.V, 1., 'fix', '=')])
part.run(0.5)
show('part', part.mon['Sum0.V'][:, 0])
print('shapes', part.mon['Sum0.V'].shape, part.mon['Sum1.V'].shape)
