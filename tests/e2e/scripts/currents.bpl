# Every current of bp.inputs, printed, and neurons that are driven by some of them.
import brainpy as bp
import brainpy.math as bm

print('section_input', bp.inputs.section_input(values=[0., 15., 5.], durations=[10., 30., 20.]).tolist())
print('ramp', bp.inputs.ramp_input(0, 1, 10., t_start=2., t_end=8.).tolist())
print('constant', bp.inputs.constant_input([(0., 2.), (1., 3.)])[0].tolist())
print('spike_input', bp.inputs.spike_input(sp_times=[1., 2.], sp_lens=[0.5, 1.], sp_sizes=2., duration=5.).tolist())
current, duration = bp.inputs.section_input([0, 1.], [0.7, 1.2], return_length=True)
print('truncated', [current.tolist(), duration])
print('sine', bp.inputs.sinusoidal_input(2., 50., 30., t_start=5., bias=True).tolist())
print('square', bp.inputs.square_input(1.5, 100., 20., t_end=12.).tolist())
increments = bp.inputs.wiener_process(1000., n=3, seed=4, t_start=100.)
print('wiener', [increments.shape, float(increments[:1000].sum()), float(increments.mean()), float(increments[1000:].std())])
print('ou', bp.inputs.ou_process(1., 0., 10., 20., t_end=5.)[:, 0].tolist())
noisy = bp.inputs.ou_process(2., 3., 10., 50., n=4, seed=1)
print('drift', float(noisy[-200:].mean()))


class Follower(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.V = bm.Variable(bm.zeros(size))
    self.input = bm.Variable(bm.zeros(size))

  def update(self, tdi):
    self.V.value = self.V + (self.input - self.V) * 0.1
    self.input[:] = 0.


group = Follower(4)
sections, duration = bp.inputs.constant_input([(0., 10.), (bm.asarray([1., 2., 3., 4.]), 20.), (1., 20.)])
runner = bp.DSRunner(
  group,
  monitors=['V'],
  inputs=[('input', sections, 'iter'), ('input', noisy, 'iter')],
)
runner.run(duration)
