# Results become parameters: in constructors, as attributes, in lists, dicts and globals, as numbers and as arrays.
import brainpy as bp
import brainpy.math as bm
import numpy as np

bm.enable_x64()
offset = 0.


class Leak(bp.NeuGroup):
  def __init__(self, size, tau=5., start=None, weights=None):
    super().__init__(size)
    self.tau = tau
    self.gain = 1.
    self.parts = [1., 1.]
    self.table = {'scale': 1.}
    self.V = bm.Variable(bm.zeros(self.num))
    if start is not None:
      self.V.value = bm.asarray(start) * bm.ones(self.num)
    self.weights = 1. if weights is None else bm.asarray(weights)
    self.input = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    drive = self.gain * self.weights * self.parts[1] * self.input + self.table['scale'] + offset
    self.V.value = self.V + tdi.dt * (drive - self.V) / self.tau
    self.input[:] = 0.


def last(group, drive=2.):
  runner = bp.DSRunner(group, monitors=['V'], inputs=('input', drive))
  runner.run(0.5)
  return runner.mon.V[-1]


def show(label, values):
  print(label, *[repr(float(v)) for v in values])


first = last(Leak(3, weights=[1., 2., 3.]))
show('first', first)
show('number', last(Leak(2, tau=first.max() * 4.)))
show('start', last(Leak(3, start=first)))
show('same', last(Leak(3, start=float(first[0]))))
show('weights', last(Leak(3, weights=first)))
group = Leak(3)
group.weights = bm.asarray(first[::-1])
group.gain = float(first.mean())
group.parts[1] = first[1]
group.table['scale'] = first.min()
offset = float(np.sum(first))
show('attributes', last(group, drive=first))
group.gain = np.asarray(first) * 2.
group.weights = float(first[2])
show('exchanged', last(group, drive=bm.asarray(first) + 1.))
twin = Leak(3)
twin.V = bm.Variable(group.V)
twin.input.value = group.V * 2.
show('twin', last(twin, drive=group.V))

# numbers of numpy serve wherever a number does
most = np.max(first)
n = np.sum(first > 0.3)
source = bp.neurons.LIF(n + 2, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=most * 4.)
target = Leak(5)
link = bp.synapses.Exponential(source, target, bp.conn.FixedProb(most * 1.2, seed=n), g_max=most, tau=most * 10., delay_step=n, output=bp.synouts.CUBA(target_var='input'))
pair = bp.DSRunner(bp.Network(source, target, link), monitors={'V': target.V, 'spike': source.spike}, inputs=(source.input, most * 60.), dt=np.float64(0.1), t0=most)
pair.run(np.round(most * 30.))
print('pair', n, pair.mon.V.shape, int(pair.mon.spike.sum()) > 0, float(pair.mon.V[-1].max()) > 1.)
