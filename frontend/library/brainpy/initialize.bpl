# Initializers: called with a shape, they give an array of the run's precision.
import _bplc
import brainpy.math as bm
import numpy as np
from brainpy.base import plain


class Initializer:
  def __call__(self, shape, dtype=None):
    raise NotImplementedError(type(self).__name__ + ' has no __call__(self, shape)')


class ZeroInit(Initializer):
  def __call__(self, shape, dtype=None):
    return bm.zeros(shape)


class Constant(Initializer):
  def __init__(self, value=1.):
    self.value = value

  def __call__(self, shape, dtype=None):
    return bm.zeros(shape) + self.value


class OneInit(Constant):
  pass


def generator(seed):
  """The generator that an initializer with this seed draws from: numpy's with --rng=brainpy, as BrainPy does."""
  seed = plain(seed)
  if seed is not None and (isinstance(seed, bool) or not isinstance(seed, int)):
    raise TypeError('seed must be an int or None, not ' + repr(seed))
  if _bplc.brainpy_random():
    return np.random.RandomState(seed)
  return bm.random.RandomState(seed)


class Normal(Initializer):
  """Normal distribution; the first argument is the mean."""

  def __init__(self, mean=0., scale=1., seed=None):
    self.mean = mean
    self.scale = scale
    self.rng = generator(seed)

  def __call__(self, shape, dtype=None):
    return bm.asarray(self.rng.normal(self.mean, self.scale, shape))


class Uniform(Initializer):
  """Uniform distribution in [min_val, max_val)."""

  def __init__(self, min_val=0., max_val=1., seed=None):
    self.min_val = min_val
    self.max_val = max_val
    self.rng = generator(seed)

  def __call__(self, shape, dtype=None):
    return bm.asarray(self.rng.uniform(self.min_val, self.max_val, shape))
