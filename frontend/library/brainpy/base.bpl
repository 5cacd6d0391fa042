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
    return [self] if self.replaces('clear_input', DynamicalSystem) else []

  def replaces(self, method, base):
    """Whether the class of this object, or the object itself, has another method of that name than `base`."""
    return method in vars(self) or getattr(type(self), method) is not getattr(base, method)

  def children(self):
    """The model objects that attributes hold."""
    return [value for value in vars(self).values() if isinstance(value, DynamicalSystem)]

  def register_delay(self, identifier, delay_step, delay_target, initial_delay_data=None):
    """Remembers the values of a variable; returns delay_step. Objects that register one identifier share the delay.

    delay_step: None, a number of steps, an array with one an element, or an initializer. The network that holds this object
    moves the delay on at the end of a step.
    """
    from brainpy.local_delays import register
    return register(self, identifier, delay_step, delay_target, initial_delay_data)

  def get_delay_data(self, identifier, delay_step, *indices):
    """The value that a registered variable had at the end of a step, `delay_step` steps before the last one; the present one for None."""
    from brainpy.local_delays import read
    return read(self, identifier, delay_step, indices)

  def step_delays(self):
    """The delays that the objects of this one have registered."""
    return [delay for node in self.children() for delay in getattr(node, '_own_delays', [])]

  def update_local_delays(self, nodes=None):
    """Moves these delays on, for networks that set the order of a step themselves."""
    for delay in self.step_delays():
      delay.update(None)

  def reset_local_delays(self, nodes=None):
    for delay in self.step_delays():
      delay.reset_state()

  def register_implicit_vars(self, *variables, **named_variables):
    """Variables that no attribute leads to; they become items of an attribute, one by one or from lists and dicts."""
    found = list(getattr(self, 'implicit_vars', []))
    for value in list(variables) + list(named_variables.values()):
      items = list(value.values()) if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else [value]
      for variable in items:
        if not _bplc.is_variable(variable):
          raise TypeError('register_implicit_vars() takes bm.Variable objects, not ' + type(variable).__name__)
        found.append(variable)
    self.implicit_vars = found

  def register_implicit_nodes(self, *nodes, **named_nodes):
    """Model objects that no attribute leads to, one by one or as lists; a key gives no other name."""
    found = list(getattr(self, 'implicit_nodes', []))
    for node in list(nodes) + list(named_nodes.values()):
      for member in node if isinstance(node, (list, tuple)) else [node]:
        if not isinstance(member, DynamicalSystem):
          raise TypeError('register_implicit_nodes() takes model objects, not ' + type(member).__name__)
        found.append(member)
    self.implicit_nodes = found

  def nodes(self, *args, **kwargs):
    raise NotImplementedError('nodes() is not supported by bplc yet: name the objects, for instance in a list of your own')

  def vars(self, *args, **kwargs):
    raise NotImplementedError('vars() is not supported by bplc yet: name the variables, for instance in a list of your own')

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
