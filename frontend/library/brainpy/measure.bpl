# What can be computed from recorded activity.
import brainpy.math as bm
import numpy as np


def firing_rate(spikes, width, dt=None, numpy=True):
  """The rate (Hz) of a population in every step, smoothed by a box of `width` ms.

  spikes: (time, neuron), nonzero where a neuron fires. The box is the odd number of steps int(width / 2 / dt) * 2 + 1 and
  each of its entries counts 1000 / width; before the first and after the last step there are no spikes. Where the box is
  longer than the recording, the result is as long as the box.
  """
  if not width > 0:
    raise ValueError('width must be positive (ms), not ' + repr(width))
  dt = bm.get_dt() if dt is None else dt
  steps = int(width / 2 / dt) * 2 + 1
  box = np.ones(steps) * (1000 / width)
  rate = np.convolve(np.mean(spikes, axis=1), box, mode='same')
  return rate if numpy else bm.asarray(rate)
