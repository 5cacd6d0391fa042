# Views: a part of a population, such as E[0:100], that shares its variables.
import _bplc
import brainpy.math as bm
from brainpy.base import DynamicalSystem


class VariableView:
  """Every `step`-th element of the variable `base` from `start` on, `num` in all; writing writes to the base."""

  def __init__(self, base, start, step, num):
    self.base = base
    self.start = start
    self.step = step
    self.num = num

  def part(self):
    return slice(self.start, self.start + self.step * (self.num - 1) + 1, self.step)

  @property
  def value(self):
    return self.base[self.part()]

  @value.setter
  def value(self, new):
    self.base[self.part()] = new

  @property
  def shape(self):
    return (self.num,)

  @property
  def size(self):
    return self.num

  @property
  def dtype(self):
    return self.base.dtype

  def __len__(self):
    return self.num

  def __str__(self):
    return str(self.value)

  def __repr__(self):
    return repr(self.value)

  def __getitem__(self, key):
    return self.value[key]

  def __setitem__(self, key, new):
    if isinstance(key, slice) and key.start is None and key.stop is None and key.step is None:
      self.base[self.part()] = new
    else:
      changed = bm.asarray(self.value)
      changed[key] = new
      self.base[self.part()] = changed

  def __add__(self, other):
    return self.value + other

  def __radd__(self, other):
    return other + self.value

  def __sub__(self, other):
    return self.value - other

  def __rsub__(self, other):
    return other - self.value

  def __mul__(self, other):
    return self.value * other

  def __rmul__(self, other):
    return other * self.value

  def __truediv__(self, other):
    return self.value / other

  def __rtruediv__(self, other):
    return other / self.value

  def __matmul__(self, other):
    return self.value @ other

  def __rmatmul__(self, other):
    return other @ self.value

  def __neg__(self):
    return -self.value

  def __lt__(self, other):
    return self.value < other

  def __le__(self, other):
    return self.value <= other

  def __gt__(self, other):
    return self.value > other

  def __ge__(self, other):
    return self.value >= other

  def __iadd__(self, other):
    self.value = self.value + other
    return self

  def __isub__(self, other):
    self.value = self.value - other
    return self

  def __imul__(self, other):
    self.value = self.value * other
    return self

  def __itruediv__(self, other):
    self.value = self.value / other
    return self


class VariablePart(VariableView):
  """A slice of a variable while a step uses it."""

  def __init__(self, base, index):
    self.base = base
    self.index = index

  def part(self):
    return self.index

  @property
  def shape(self):
    return self.value.shape

  @property
  def size(self):
    return self.value.size

  def __len__(self):
    return len(self.value)


class StepView:
  """A part of a population that a step makes: its variables, to be read and written."""

  def __init__(self, target, index):
    if not isinstance(index, slice):
      raise TypeError('a view of a population needs a slice such as [0:100], not ' + type(index).__name__)
    self.target = target
    self.index = index

  def __getattr__(self, name):
    value = getattr(self.target, name)
    if not _bplc.is_variable(value):
      raise NotImplementedError('a view that is made inside a step has variables only, no ' + repr(name) + ': make the view in __init__')
    return VariablePart(value, self.index)


class NeuGroupView(DynamicalSystem):
  """A part of a population as pre, post, input target or monitor. It is never updated itself."""
  _role = 'view'

  def __init__(self, target, index, name=None):
    super().__init__(name=name)
    start, stop, step = range_of(index, target.num)
    self.target = target
    self.part = (start, stop, step)
    self.num = len(range(start, stop, step))
    if self.num == 0:
      raise ValueError('a view must have at least one neuron: ' + target.name + ' has ' + str(target.num))
    self.size = (self.num,)
    self.varshape = (self.num,)
    self.shape = self.num
    self.keep_size = False
    for key, value in list(vars(target).items()):
      if isinstance(value, VariableView):
        setattr(self, key, VariableView(value.base, value.start + start * value.step, step * value.step, self.num))
      elif _bplc.is_variable(value) and tuple(value.shape) == target.varshape:
        setattr(self, key, VariableView(value, start, step, self.num))

  def __getitem__(self, item):
    if _bplc.in_step():
      raise NotImplementedError('a view of a view inside a step is not supported by bplc yet: make it in __init__')
    return NeuGroupView(self, item)


def range_of(index, num):
  """(start, stop, step) of an index of a population with `num` neurons."""
  if isinstance(index, tuple) and len(index) == 1:
    index = index[0]
  if not isinstance(index, slice):
    raise TypeError('a view of a population needs a slice such as [0:100], not ' + repr(index))
  start, stop, step = _bplc.slice_indices(index, num)
  if step <= 0:
    raise ValueError('the step of a view must be positive, not ' + repr(index.step))
  return start, stop, step
