# Inputs, monitors, callbacks and the runner of brainpy-largescale.
import _bplc
import brainpy.math as bm
from brainpy.neurons_base import NeuGroup
from brainpy.runner import DSRunner as CoreRunner, Concatenation
from brainpy.views import NeuGroupView


def check_population(pop, what):
  if not isinstance(pop, (NeuGroup, NeuGroupView)):
    raise TypeError(what + ' needs a population, not ' + type(pop).__name__)
  return pop


def input_transform(pops):
  """(population, value[, type[, operation]]) items with the population replaced by its input variable."""
  if isinstance(pops, tuple) and len(pops) >= 2 and isinstance(pops[0], (NeuGroup, NeuGroupView)):
    pops = [pops]
  if not isinstance(pops, (list, tuple)):
    raise TypeError('input_transform needs a list of (population, value), not ' + type(pops).__name__)
  found = []
  for item in pops:
    if not isinstance(item, (list, tuple)) or len(item) < 2:
      raise TypeError('an input is (population, value), not ' + repr(item))
    targets = item[0] if isinstance(item[0], (list, tuple)) else [item[0]]
    for pop in targets:
      found.append((check_population(pop, 'an input').input,) + tuple(item[1:]))
  return found


def monitor_transform(pops, attr='spike'):
  """{attr: the variables of all populations of the list, side by side}."""
  if isinstance(pops, (NeuGroup, NeuGroupView)):
    pops = [pops]
  if not isinstance(pops, (list, tuple)) or len(pops) == 0:
    raise TypeError('monitor_transform needs a list of populations, not ' + repr(pops))
  variables = []
  for pop in pops:
    check_population(pop, 'a monitor')
    if not hasattr(pop, attr):
      raise AttributeError('a monitor of ' + repr(attr) + ': ' + type(pop).__name__ + ' has no such variable' +
                           _bplc.suggestion(attr, pop))
    variables.append(getattr(pop, attr))
  return {attr: Concatenation(variables)}


class MonitorKey:
  spike = 'spike'
  volt = 'V'


class Input:
  """Adds `value` to the input of a population in every step."""

  def __init__(self, pops, value):
    self.pops = pops
    self.value = value


class Monitor:
  """Records the variable `monitor_key` of a list of populations."""

  def __init__(self, pops, monitor_key):
    if isinstance(pops, (NeuGroup, NeuGroupView)):
      raise TypeError('Monitor needs a list of populations: write Monitor([population], ...)')
    self.pops = pops
    self.monitor_key = monitor_key


def transformed_inputs(inputs):
  if isinstance(inputs, Input):
    inputs = [inputs]
  if isinstance(inputs, (list, tuple)) and any([isinstance(item, Input) for item in inputs]):
    return input_transform([(item.pops, item.value) if isinstance(item, Input) else item for item in inputs])
  return inputs


def transformed_monitors(monitors):
  if isinstance(monitors, Monitor):
    monitors = [monitors]
  if isinstance(monitors, (list, tuple)) and any([isinstance(item, Monitor) for item in monitors]):
    found = {}
    for item in monitors:
      if not isinstance(item, Monitor):
        raise TypeError('monitors must all be bpl.device.Monitor objects, not ' + type(item).__name__)
      found.update(monitor_transform(item.pops, attr=item.monitor_key))
    return found
  return monitors


class DSRunner(CoreRunner):
  """The runner with callbacks: spike_callback([(id, t), ...]) and volt_callback([(id, t, V), ...]) after every step."""

  def __init__(self, target, inputs=(), monitors=None, fun_inputs=None, dt=None, t0=0., spike_callback=None,
               volt_callback=None, **kwargs):
    super().__init__(target, inputs=transformed_inputs(inputs), monitors=transformed_monitors(monitors),
                     fun_inputs=fun_inputs, dt=dt, t0=t0, **kwargs)
    for function, label in ((spike_callback, 'spike_callback'), (volt_callback, 'volt_callback')):
      if function is not None and not callable(function):
        raise TypeError(label + ' must be a function, not ' + type(function).__name__)
    keys = [key for key, variables, indices in self.monitors]
    if spike_callback is not None and 'spike' in keys:
      self.callbacks['spike'] = spike_callback
    if volt_callback is not None and 'V' in keys:
      self.callbacks['V'] = volt_callback


def set_platform(platform):
  if platform not in ('cpu', 'gpu'):
    raise AssertionError("the platform is 'cpu' or 'gpu', not " + repr(platform))
  bm.set_platform(platform)
