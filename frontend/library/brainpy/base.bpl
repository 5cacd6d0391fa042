# What every model object shares: a name, a place in a network, and the phase of the step in which it is updated.
import _bplc


class DynamicalSystem:
  """Base of everything that a network updates.

  `_role` tells the order of a step: 'synapse' before 'neurons' before 'other'; a 'network' holds children.
  """
  _role = 'other'

  def __init__(self, name=None, mode=None):
    if name is not None and not isinstance(name, str):
      raise TypeError('name must be a str or None, not ' + type(name).__name__)
    self._named = name is not None
    self.name = name if self._named else _bplc.automatic_name(self)
    self.mode = mode

  def leaves(self):
    """The objects whose update() makes one step, in order."""
    return [self]

  def clearing(self):
    """The objects whose clear_input() begins a step."""
    return [] if type(self).clear_input is DynamicalSystem.clear_input else [self]

  def members(self):
    """This object and all that it holds, for names."""
    return [self]

  def update(self, tdi):
    raise NotImplementedError(type(self).__name__ + ' has no update(self, tdi)')

  def clear_input(self):
    pass

  def reset_state(self, batch_size=None):
    raise NotImplementedError(type(self).__name__ + ' has no reset_state')

  def reset(self, batch_size=None):
    self.reset_state(batch_size)


def plain(value):
  """The Python number in a numpy number or an array without dimensions; anything else as it is."""
  return value.item() if _bplc.is_array(value) and value.ndim == 0 else value


def size_to_tuple(size):
  """The shape that a `size` argument means: an int, or a tuple or list of ints; each at least 1."""
  shape = tuple([plain(n) for n in size]) if isinstance(size, (tuple, list)) else (plain(size),)
  if len(shape) == 0:
    raise ValueError('size must not be empty')
  for n in shape:
    if isinstance(n, bool) or not isinstance(n, int):
      raise TypeError('size must be an int or a tuple of ints, not ' + repr(size))
    if n <= 0:
      raise ValueError('size must be positive, not ' + repr(size))
  return shape


def product(shape):
  n = 1
  for k in shape:
    n = n * k
  return n
