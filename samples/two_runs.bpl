# Teaches several runs of one network: run() goes on where the last one ended, reset_state() begins again.
# State and parameters change between runs; the second runner steps the same neurons with another input.
# Run it: bplc samples/two_runs.bpl -o two_runs && mpirun -n 2 ./two_runs
import brainpy as bp
import brainpy.math as bm
import numpy as np

n = 100


def count(runner):
  return int(np.sum(runner.mon['spike'])) if 'spike' in runner.mon else 0


group = bp.neurons.LIF(n, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5., V_initializer=bp.init.Uniform(-60., -50., seed=1))
weak = bp.DSRunner(
  group,
  monitors=['spike', 'V'],
  inputs=('input', 11.),
)
weak.run(100.)
print('first 100 ms:', count(weak), 'spikes')

weak.run(100.)
print('next 100 ms, from where they were:', count(weak), 'spikes')

group.reset_state()
group.V[:] = bm.linspace(-60., -50., n)
weak.run(100.)
print('again, from a ramp of voltages:', count(weak), 'spikes')
if 'spike' in weak.mon:
  bp.visualize.raster_plot(weak.mon.ts, weak.mon['spike'], title='from a ramp of voltages', show=True)

# A new runner begins at t = 0, so the neurons must forget when they fired.
group.reset_state()
group.tau = 10.
strong = bp.DSRunner(
  group,
  monitors=['spike', 'V'],
  inputs=('input', 25.),
)
strong.run(100.)
print('the same neurons, twice as fast and under a stronger input:', count(strong), 'spikes')
if 'spike' in strong.mon:
  bp.visualize.raster_plot(strong.mon.ts, strong.mon['spike'], title='twice as fast and under a stronger input', show=True)
