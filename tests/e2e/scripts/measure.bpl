# bp.measure on an array made by hand: a box inside the recording, one longer than it, another dt, a wrong width.
import brainpy as bp
import numpy as np

spikes = np.zeros((6, 2), dtype=bool)
spikes[1, 0] = True
spikes[2] = True
spikes[5, 1] = True
print(bp.measure.firing_rate(spikes, 0.4).tolist())
print(bp.measure.firing_rate(spikes, 1.).tolist())
print(bp.measure.firing_rate(spikes, 4., dt=1.).tolist())
try:
  bp.measure.firing_rate(spikes, 0.)
except ValueError as e:
  print(e)
