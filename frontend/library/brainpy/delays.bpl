# Delays: past values of a variable, one for every update().
import _bplc
import brainpy.math as bm
from brainpy.views import VariableView


class LengthDelay:
  """Remembers the last `delay_len` values of something besides the newest; `delay(k)` is the value of k updates ago.

  delay_target: a variable or array, the newest value at first. initial_delay_data: a number, an array of shape
  (delay_len,) + target shape with the value of one update ago first, a function (shape, dtype), or None for zeros.
  """

  def __init__(self, delay_target, delay_len, initial_delay_data=None, name=None, batch_axis=None, update_method='rotation'):
    self.name = name
    self.data = None
    self.reset(delay_target, delay_len, initial_delay_data)

  def reset(self, delay_target, delay_len=None, initial_delay_data=None):
    if delay_len is None:
      delay_len = self.num_delay_step - 1
    if isinstance(delay_len, bool) or not isinstance(delay_len, int):
      raise TypeError('delay_len must be an int (steps), not ' + repr(delay_len))
    if delay_len < 0:
      raise ValueError('delay_len must not be negative, not ' + repr(delay_len))
    newest = bm.asarray(delay_target.value if _bplc.is_variable(delay_target) or isinstance(delay_target, VariableView) else delay_target)
    self.shape = tuple(newest.shape)
    self.dtype = newest.dtype
    self.num_delay_step = delay_len + 1
    rows = bm.zeros((delay_len + 1,) + self.shape, dtype=newest.dtype)
    rows[0] = newest
    if initial_delay_data is not None and delay_len > 0:
      older = initial_delay_data
      if callable(older):
        older = older((delay_len,) + self.shape, newest.dtype)
      rows[1:] = older
    if self.data is None:
      self.data = _bplc.history(rows)
    else:
      self.data.value = rows

  def __call__(self, delay_len, *indices):
    return self.retrieve(delay_len, *indices)

  def retrieve(self, delay_len, *indices):
    if len(indices) > 1:
      return _bplc.recall(self.data, delay_len, None)[indices]
    return _bplc.recall(self.data, delay_len, indices[0] if indices else None)

  def update(self, value):
    _bplc.push(self.data, value)
