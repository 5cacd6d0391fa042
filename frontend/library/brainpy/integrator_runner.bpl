# IntegratorRunner: steps an integral through time on its own, without a model around it.
import brainpy.math as bm
from brainpy.base import DynamicalSystem
from brainpy.integrate import ODEIntegrator, SDEIntegrator, argument_names
from brainpy.runner import DSRunner, check_function


class Integral(DynamicalSystem):
  """The states of an integral as variables of one length. A step replaces all of them."""

  def __init__(self, target, states, arguments, dynamic):
    super().__init__()
    self.target = target
    self.states = states
    self.arguments = arguments
    self.dynamic = dynamic

  def update(self, tdi):
    values = self.target(*self.states.values(), tdi.t, **self.arguments, **self.dynamic, dt=tdi.dt)
    if len(self.states) == 1:
      values = [values]
    for variable, value in zip(self.states.values(), values):
      variable.value = value


def read_starts(names, inits):
  """{name: array} of the first values of all states, of one length."""
  if inits is None:
    inits = {}
  elif not isinstance(inits, dict):
    values = list(inits) if isinstance(inits, (list, tuple)) else [inits]
    if len(values) > len(names):
      raise ValueError('inits has ' + str(len(values)) + ' values for the states ' + repr(names))
    inits = dict(zip(names, values))
  starts = {}
  for name, value in inits.items():
    if name not in names:
      raise ValueError('inits: there is no state ' + repr(name) + ', only ' + repr(names))
    starts[name] = bm.asarray(value) * bm.ones(1)
  length = max([1] + [start.size for start in starts.values()])
  return {name: starts.get(name, 0.) * bm.ones(length) for name in names}


def read_arguments(given, parameters, what):
  given = {} if given is None else given
  if not isinstance(given, dict):
    raise TypeError(what + ' must be a dict of parameters by name, not ' + type(given).__name__)
  for name in given:
    if name not in parameters:
      raise ValueError(what + ': the integral has no parameter ' + repr(name) + ', only ' + repr(parameters))
  return given


class IntegratorRunner:
  """Steps the integral `target` with `run(duration)`; `mon` holds what was recorded, `mon.ts` the end of every step in ms.

  inits: first values of the states, by name or in order; args: parameters; dyn_args: arrays, one row a step of each run.
  """

  def __init__(self, target, inits=None, args=None, dyn_args=None, dt=None, fun_monitors=None, monitors=None, dyn_vars=None,
               jit=True, numpy_mon_after_run=True, progress_bar=True):
    if not isinstance(target, (ODEIntegrator, SDEIntegrator)):
      raise TypeError('IntegratorRunner needs an integral made by odeint or sdeint, not ' + type(target).__name__)
    if monitors is None:
      raise ValueError('IntegratorRunner needs monitors: a list of the names of states')
    names, parameters = argument_names(target.f)
    self.variables = {name: bm.Variable(start) for name, start in read_starts(names, inits).items()}
    rows = {name: bm.asarray(value) for name, value in read_arguments(dyn_args, parameters, 'dyn_args').items()}
    dynamic = {name: bm.Variable(value[0] * bm.ones(1)) for name, value in rows.items()}
    self.system = Integral(target, self.variables, read_arguments(args, parameters, 'args'), dynamic)
    self.runner = DSRunner(self.system, inputs=[(dynamic[name], rows[name], 'iter', '=') for name in rows],
                           monitors=self.read_monitors(monitors), dt=dt,
                           fun_monitors=None if fun_monitors is None else self.read_functions(fun_monitors))
    self.mon = self.runner.mon

  def read_monitors(self, monitors):
    found = {}
    for item in monitors:
      name = item[0] if isinstance(item, (list, tuple)) else item
      if name not in self.variables:
        raise ValueError('monitors: there is no state ' + repr(name) + ', only ' + repr(list(self.variables)))
      found[name] = (self.variables[name], item[1]) if isinstance(item, (list, tuple)) else self.variables[name]
    return found

  def read_functions(self, functions):
    if not isinstance(functions, dict):
      raise TypeError('fun_monitors must be a dict of functions, not ' + type(functions).__name__)
    return {key: of_time(check_function(function, 'the monitor ' + repr(key))) for key, function in functions.items()}

  def run(self, duration, start_t=None, eval_time=False):
    """Goes on from where the last run ended; `start_t` moves the time. Rows of dyn_args begin anew."""
    self.runner.i0 = 0
    if start_t is not None:
      self.runner.t0 = start_t
    seconds = self.runner.run(duration, eval_time=True)[0]
    return seconds if eval_time else None


def of_time(function):
  """A function of t and dt as one of the step."""
  return lambda tdi: function(tdi.t, tdi.dt)
