# Delays that model objects register: the network that holds such an object moves them on at the end of every step.
import _bplc
import brainpy.math as bm
from brainpy.base import DynamicalSystem
from brainpy.delays import LengthDelay
from brainpy.synapses_base import delay_steps
from brainpy.views import VariableView

# By identifier: all objects that register one share the delay; the first to register it owns it.
shared = {}


class LocalDelay(DynamicalSystem):
  """The past of the variable `target`. It moves on after everything else in a step."""
  _role = 'delay'

  def __init__(self, identifier, target, steps, initial):
    super().__init__(name='delay of ' + identifier)
    self.target = target
    self.initial = initial
    self.past = LengthDelay(target, steps, initial)

  def reach(self, steps):
    """Remembers so many steps at least; a longer delay begins anew."""
    if steps >= self.past.num_delay_step:
      self.past = LengthDelay(self.target, steps, self.initial)

  def update(self, tdi):
    self.past.update(self.target.value)

  def reset_state(self, batch_size=None):
    self.past.reset(self.target, None, self.initial)


def register(owner, identifier, delay_step, target, initial):
  """What register_delay() of a model object does; returns the number of steps, or an array of them."""
  if not isinstance(identifier, str):
    raise TypeError('the identifier of a delay must be a str, not ' + type(identifier).__name__)
  if not _bplc.is_variable(target) and not isinstance(target, VariableView):
    raise TypeError('delay_target must be a bm.Variable, not ' + type(target).__name__)
  delay_step = delay_steps(delay_step, target.size)
  if not hasattr(owner, '_delay_targets'):
    owner._delay_targets = {}
    owner._delays = {}
    owner._own_delays = []
  owner._delay_targets[identifier] = target
  if delay_step is None:
    return None
  longest = delay_step if isinstance(delay_step, int) else int(bm.max(delay_step))
  delay = shared.get(identifier)
  if delay is None or delay.target is not target:
    delay = LocalDelay(identifier, target, longest, initial)
    shared[identifier] = delay
    owner._own_delays.append(delay)
  delay.reach(longest)
  owner._delays[identifier] = delay
  return delay_step


def read(owner, identifier, delay_step, indices):
  """What get_delay_data() of a model object gives."""
  if not hasattr(owner, '_delay_targets') or identifier not in owner._delay_targets:
    raise ValueError('the delay ' + repr(identifier) + ' is not registered here: write self.register_delay(' + repr(identifier) +
                     ', delay_step, variable) in __init__')
  if delay_step is None:
    value = owner._delay_targets[identifier].value
    return value if len(indices) == 0 else value[indices[0] if len(indices) == 1 else indices]
  if identifier not in owner._delays:
    raise ValueError('the delay ' + repr(identifier) + ' was registered with delay_step=None: it remembers nothing')
  if len(indices) == 0 and bm.asarray(delay_step).ndim == 1:
    indices = (bm.arange(delay_step.size),)
  return owner._delays[identifier].past(delay_step, *indices)
