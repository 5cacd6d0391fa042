# How constructor arguments become parameters and state.
import _bplc
import brainpy.math as bm


def parameter(value, size, name, allow_none=False):
  """A scalar parameter, or one value per element: numbers stay numbers, callables are called with the shape.

  Raises TypeError or ValueError naming the parameter; NaN is refused.
  """
  if value is None:
    if allow_none:
      return None
    raise ValueError(name + ' must not be None')
  if isinstance(value, (bool, int, float)):
    if value != value:
      raise ValueError(name + ' must not be NaN')
    return value
  if callable(value):
    value = value(size)
  if not _bplc.is_array(value):
    raise TypeError(name + ' must be a number, an array or an initializer, not ' + type(value).__name__)
  return _bplc.parameter_array(value, size, name, False)


def positive_parameter(value, size, name, allow_none=False):
  """As `parameter`; a number or every entry must be greater than zero (time constants)."""
  value = parameter(value, size, name, allow_none)
  if value is not None:
    _bplc.require_positive(value, name)
  return value


def state(initializer, shape, name):
  """A bm.Variable of `shape` with the values of an initializer, a callable or an array of exactly that shape."""
  if callable(initializer):
    value = initializer(shape)
  elif _bplc.is_array(initializer):
    value = initializer
  else:
    raise TypeError(name + ' must be an initializer, a function of the shape or an array, not ' +
                    type(initializer).__name__ + '. For one value everywhere write bp.init.Constant(' + repr(initializer) + ')')
  return bm.Variable(_bplc.parameter_array(value, shape, name, True))
