# DSRunner: steps a network through time with inputs and monitors.
import _bplc
import brainpy.math as bm
from brainpy.base import DynamicalSystem, plain
from brainpy.views import VariableView

OPERATIONS = ('+', '-', '*', '/', '=')
KINDS = ('fix', 'iter', 'func')


class Concatenation:
  """Variables that one monitor key records side by side."""

  def __init__(self, variables):
    self.variables = variables


def check_function(function, what):
  if not callable(function):
    raise TypeError(what + ' must be a function of the step, such as lambda tdi: ..., not ' + type(function).__name__)
  return function


class Fed(DynamicalSystem):
  """The step of predict(inputs=X): the target's update gets the row of the step behind `tdi`."""

  def __init__(self, target, rows):
    super().__init__(name='fed')
    self.target = target
    shape = tuple(rows.shape)[1:]
    self.x = bm.Variable(bm.zeros(shape if shape else (1,), dtype=bool if rows.dtype == bool else None))

  def update(self, tdi):
    if self.target.update(tdi, self.x.value) is not None:
      raise _bplc.refusal(type(self.target).__name__ + '.update() returns a value, and predict(inputs=...) of bplc does not ' +
                          'stack these: write it to a bm.Variable and give that a monitor')


class StepTime:
  """What a function of the step gets when it is called outside of one: `t`, `dt` and `i`."""

  def __init__(self, t, dt, i):
    self.t = t
    self.dt = dt
    self.i = i
    self.fit = False

  def __getitem__(self, key):
    return getattr(self, key)


class FunctionInputs(DynamicalSystem):
  """fun_inputs of a runner: changes variables before the inputs of every step."""

  def __init__(self, function):
    super().__init__(name='fun_inputs')
    self.function = check_function(function, 'fun_inputs')

  def update(self, tdi):
    self.function(tdi)


def without_view(function):
  """A function that gives the value where `function` gives a view."""
  def value_of(tdi):
    value = function(tdi)
    return value.value if isinstance(value, VariableView) else value
  return value_of


class FunctionMonitors(DynamicalSystem):
  """fun_monitors of a runner: each function has a variable that holds its value at the end of the step."""

  def __init__(self, functions, start):
    super().__init__(name='fun_monitors')
    if not isinstance(functions, dict):
      raise TypeError('fun_monitors must be a dict of functions, not ' + type(functions).__name__)
    self.functions = functions
    for key, function in functions.items():
      if not isinstance(key, str):
        raise TypeError('the key of a monitor must be a str, not ' + repr(key))
      value = bm.asarray(_bplc.sample(without_view(check_function(function, 'the monitor ' + repr(key))), start))
      setattr(self, 'of_' + key, bm.Variable(value if value.dtype == bool else value * 1.))

  def variables(self):
    return [(key, [getattr(self, 'of_' + key)], None) for key in self.functions]

  def update(self, tdi):
    for key, function in self.functions.items():
      getattr(self, 'of_' + key).value = function(tdi)


def find_variable(target, path, what):
  """The variable that a text such as 'E.input' names: as a path of attributes, or by the name of an object."""
  parts = path.split('.')
  owner = target
  if len(parts) == 2 and (what == 'input' or not hasattr(target, parts[0])):
    for member in target.members():
      if member.name == parts[0]:
        owner = member
        parts = parts[1:]
        break
  for part in parts:
    if not hasattr(owner, part):
      raise AttributeError(what + ' ' + repr(path) + ': ' + type(owner).__name__ + ' has no attribute ' + repr(part) +
                           _bplc.suggestion(part, owner))
    owner = getattr(owner, part)
  return as_variable(owner, what, path)


def is_variable(value):
  return _bplc.is_variable(value) or isinstance(value, VariableView)


def is_same(a, b):
  if isinstance(a, VariableView) and isinstance(b, VariableView):
    return a.base is b.base and (a.start, a.step, a.num) == (b.start, b.step, b.num)
  return a is b


class Paths:
  """The variables that texts such as 'E.input' named when a runner was made."""

  def __init__(self, target):
    self.target = target
    self.found = []

  def variable(self, path, what):
    self.found.append((path, what, find_variable(self.target, path, what)))
    return self.found[-1][2]

  def check(self):
    for path, what, variable in self.found:
      if not is_same(find_variable(self.target, path, what), variable):
        raise RuntimeError('the ' + what + ' ' + repr(path) + ' names another variable than when the runner was made: '
                           'make a new runner (and new synapses) after a population was replaced')


def as_variable(value, what, label):
  if not is_variable(value):
    raise TypeError(what + ' ' + repr(label) + ' must be a bm.Variable, not ' + type(value).__name__)
  return value


def is_single(inputs):
  return len(inputs) > 0 and (isinstance(inputs[0], str) or is_variable(inputs[0]))


def read_input(paths, spec):
  """(variable, value, kind, operation) of one input item; ValueError says what is wrong with it."""
  if not isinstance(spec, (list, tuple)) or not 2 <= len(spec) <= 4:
    raise ValueError('an input is (target, value[, type[, operation]]), not ' + repr(spec))
  variable = paths.variable(spec[0], 'input') if isinstance(spec[0], str) else as_variable(spec[0], 'input', spec[0])
  kind = spec[2] if len(spec) > 2 else 'fix'
  operation = spec[3] if len(spec) > 3 else '+'
  if kind not in KINDS:
    raise ValueError("the type of an input is 'fix', 'iter' or 'func', not " + repr(kind))
  if operation not in OPERATIONS:
    raise ValueError("the operation of an input is '+', '-', '*', '/' or '=', not " + repr(operation))
  value = spec[1]
  if kind == 'func':
    check_function(value, "the value of an input of type 'func'")
  elif isinstance(value, (list, tuple)):
    value = bm.asarray(value)
  elif not isinstance(value, (bool, int, float)) and not _bplc.is_array(value) and not _bplc.is_variable(value):
    raise TypeError('the value of an input is a number or an array, not ' + type(value).__name__ +
                    (": write its values to an array, as in bm.asarray(list(values))" if kind == 'iter' else ''))
  if kind == 'fix' and value != value if isinstance(value, (int, float)) else False:
    raise ValueError('the value of an input must not be NaN')
  return variable, value, kind, operation


def read_inputs(paths, inputs):
  if inputs is None:
    return []
  if not isinstance(inputs, (list, tuple)):
    raise TypeError('inputs must be a tuple or a list, not ' + type(inputs).__name__)
  if is_single(inputs):
    inputs = [inputs]
  return [read_input(paths, spec) for spec in inputs]


def read_monitors(paths, monitors):
  """[(key, variables, indices or None), ...] of the monitors argument."""
  if monitors is None:
    return []
  found = []
  if isinstance(monitors, dict):
    items = list(monitors.items())
  elif isinstance(monitors, (list, tuple)):
    items = []
    for item in monitors:
      if isinstance(item, str):
        items.append((item, paths.variable(item, 'monitor')))
      elif isinstance(item, (list, tuple)) and len(item) == 2 and isinstance(item[0], str):
        items.append((item[0], (paths.variable(item[0], 'monitor'), item[1])))
      else:
        raise TypeError("a monitor is a name such as 'V' or (name, index), not " + repr(item))
  else:
    raise TypeError('monitors must be a list or a dict, not ' + type(monitors).__name__)
  for key, value in items:
    if not isinstance(key, str):
      raise TypeError('the key of a monitor must be a str, not ' + repr(key))
    indices = None
    if isinstance(value, (list, tuple)) and len(value) == 2 and not is_variable(value[1]):
      value, indices = value
      indices = _bplc.index_list(indices)
    if isinstance(value, Concatenation):
      variables = value.variables
    elif isinstance(value, str):
      variables = [paths.variable(value, 'monitor')]
    elif isinstance(value, (list, tuple)) and len(value) > 0:
      variables = [as_variable(v, 'monitor', key) for v in value]
    else:
      variables = [as_variable(value, 'monitor', key)]
    if indices is not None:
      _bplc.check_indices(indices, sum([v.size for v in variables]), key)
    if any([isinstance(v, VariableView) for v in variables]):
      variables, indices = resolve_views(variables, indices)
    found.append((key, variables, indices))
  return found


def resolve_views(variables, indices):
  """Base variables of a monitor with views among its variables, and the places of its elements in these side by side."""
  bases = []
  places = []
  before = 0
  for v in variables:
    if isinstance(v, VariableView):
      bases.append(v.base)
      places.extend([before + v.start + v.step * i for i in range(v.num)])
    else:
      bases.append(v)
      places.extend([before + i for i in range(v.size)])
    before += bases[-1].size
  return bases, _bplc.index_list(places if indices is None else [places[int(i)] for i in indices])


class DSRunner:
  """Steps `target` with `run(duration)`; `mon` holds what was recorded, `mon.ts` the end of every step in ms."""

  def __init__(self, target, inputs=(), fun_inputs=None, dt=None, t0=0., monitors=None, fun_monitors=None, jit=True,
               progress_bar=True, dyn_vars=None, numpy_mon_after_run=True):
    if not isinstance(target, DynamicalSystem):
      raise TypeError('DSRunner needs a network or a population, not ' + type(target).__name__)
    self.target = target
    self.dt = bm.get_dt() if dt is None else plain(dt)
    if not isinstance(self.dt, (int, float)) or not self.dt > 0:
      raise ValueError('dt must be a positive number (ms), not ' + repr(dt))
    t0 = plain(t0)
    if not isinstance(t0, (int, float)):
      raise TypeError('t0 must be a number (ms), not ' + type(t0).__name__)
    self.paths = Paths(target)
    self.inputs = read_inputs(self.paths, inputs)
    self.monitors = read_monitors(self.paths, monitors)
    self.fun_inputs = None if fun_inputs is None else FunctionInputs(fun_inputs)
    self.fun_monitors = None
    if fun_monitors is not None:
      self.fun_monitors = FunctionMonitors(fun_monitors, StepTime(t0, self.dt, 0))
      self.monitors = self.monitors + self.fun_monitors.variables()
    self.t0_start = t0
    self.t0 = t0
    self.i0 = 0
    self.callbacks = {}
    self.fed = None
    self.fed_steps = None
    self.mon = _bplc.recording()

  def run(self, duration=None, inputs=None, inputs_are_batching=False, reset_state=False, shared_args=None,
          progress_bar=True, eval_time=False):
    if inputs_are_batching:
      raise _bplc.refusal('run(inputs_are_batching=True) is not supported by bplc: a run has one network, not a batch of them')
    if shared_args:
      raise _bplc.refusal('run(shared_args=...) is not supported by bplc: give the value to the model, as in model.fit = True')
    duration = plain(_bplc.run_duration(duration))
    rows = None if inputs is None else self._rows(inputs)
    if duration is None:
      if rows is None:
        raise TypeError("run() missing 1 required argument: 'duration' (ms)")
      duration = rows.shape[0] * self.dt
    if isinstance(duration, bool) or not isinstance(duration, (int, float)):
      raise TypeError('the duration must be a number of ms, not ' + type(duration).__name__)
    if not duration >= 0:
      raise ValueError('the duration must not be negative, not ' + repr(duration))
    if rows is not None and rows.shape[0] != _bplc.step_count(duration, self.dt) and duration != rows.shape[0] * self.dt:
      raise ValueError('the inputs of a run of ' + repr(duration) + ' ms have ' + str(rows.shape[0]) + ' rows for ' +
                       str(_bplc.step_count(duration, self.dt)) + ' steps')
    self.paths.check()
    if reset_state:
      self.target.reset_state()
      self.reset_state()
    seconds = _bplc.run(self, duration) if rows is None else self._run_fed(duration, rows)
    return (seconds, None) if eval_time else None

  def _rows(self, inputs):
    """The `inputs` of a run as an array with one row a step."""
    if isinstance(inputs, (list, tuple)) and not any([isinstance(row, (str, dict, tuple)) for row in inputs]):
      inputs = bm.asarray(inputs)
    if not _bplc.is_array(inputs):
      raise TypeError('the inputs of a run are an array with one row a step, not ' + type(inputs).__name__ +
                      '; what goes to a variable is an argument of the runner: DSRunner(..., inputs=...)')
    if inputs.ndim == 0:
      raise ValueError('the inputs of a run are an array with one row a step, not one number')
    return inputs

  def _run_fed(self, duration, rows):
    """Runs with a row of values for each update; the runner is as before afterwards."""
    given = self.inputs
    self.fed = Fed(self.target, rows)
    self.fed_steps = rows.shape[0]
    self.inputs = given + [(self.fed.x, rows, 'feed', '=')]
    try:
      return _bplc.run(self, duration)
    finally:
      self.fed = None
      self.fed_steps = None
      self.inputs = given

  def predict(self, *args, **kwargs):
    return self.run(*args, **kwargs)

  def __call__(self, *args, **kwargs):
    return self.run(*args, **kwargs)

  def reset_state(self):
    self.i0 = 0
    self.t0 = self.t0_start
