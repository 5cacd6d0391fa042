# What all synapses share: two populations, the connections between them, an output and a delay.
import _bplc
import brainpy.math as bm
from brainpy.base import DynamicalSystem, plain
from brainpy.connect import as_connector
from brainpy.neurons_base import NeuGroup
from brainpy.views import NeuGroupView


class SynConn(DynamicalSystem):
  """A projection from the population `pre` to the population `post`."""
  _role = 'synapse'

  def __init__(self, pre, post, conn=None, name=None, mode=None):
    super().__init__(name=name, mode=mode)
    for end, label in ((pre, 'pre'), (post, 'post')):
      if not isinstance(end, (NeuGroup, NeuGroupView)):
        raise TypeError(label + ' must be a population of neurons, not ' + type(end).__name__)
    self.pre = pre
    self.post = post
    self.conn = None if conn is None else as_connector(conn)(pre.size, post.size)

  def check_pre_attrs(self, *names):
    self._check_attrs(self.pre, 'pre', names)

  def check_post_attrs(self, *names):
    self._check_attrs(self.post, 'post', names)

  def _check_attrs(self, end, label, names):
    for name in names:
      if not hasattr(end, name):
        raise AttributeError(type(self).__name__ + ' needs ' + label + ' to have the variable ' + repr(name) + ', but ' +
                             type(end).__name__ + ' has none')


class TwoEndConn(SynConn):
  """A synapse whose result goes through an output object (CUBA, COBA)."""

  def __init__(self, pre, post, conn=None, output=None, stp=None, ltp=None, name=None, mode=None):
    super().__init__(pre, post, conn, name=name, mode=mode)
    if stp is not None or ltp is not None:
      raise _bplc.refusal('short-term and long-term plasticity (stp=, ltp=) are not supported by bplc yet')
    self.output = None if output is None else output.attach(self)


def delay_steps(delay_step, pre_num):
  """None, a number of steps, or one number a source."""
  if delay_step is None:
    return None
  if callable(delay_step):
    delay_step = delay_step((pre_num,))
  delay_step = plain(delay_step)
  if isinstance(delay_step, bool) or isinstance(delay_step, float):
    raise TypeError('delay_step must be an int, an array of ints or None, not ' + repr(delay_step))
  if isinstance(delay_step, int):
    if delay_step < 0:
      raise ValueError('delay_step must not be negative, not ' + repr(delay_step))
    return delay_step
  if not _bplc.is_array(delay_step):
    raise TypeError('delay_step must be an int, an array of ints or None, not ' + type(delay_step).__name__)
  return _bplc.delay_array(delay_step, pre_num)


def weights(g_max, connectivity, dense):
  """The weight of the connections: a number, or one number a connection in the order of the rows."""
  if callable(g_max):
    g_max = g_max(_bplc.weight_shape(connectivity, dense))
  if isinstance(g_max, (bool, int, float)):
    if g_max != g_max:
      raise ValueError('g_max must not be NaN')
    return g_max
  if not _bplc.is_array(g_max):
    raise TypeError('g_max must be a number, an array or an initializer, not ' + type(g_max).__name__)
  return _bplc.weight_array(g_max, connectivity, dense)
