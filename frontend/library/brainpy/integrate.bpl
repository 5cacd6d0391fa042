# odeint and sdeint: derivative functions become functions that make one step in time.
import _bplc
import brainpy.math as bm


class JointEq:
  """Several equations that are integrated together; each names its own state variable first."""

  def __init__(self, *eqs):
    self.eqs = []
    for eq in eqs:
      if isinstance(eq, (list, tuple)):
        self.eqs.extend(eq)
      elif isinstance(eq, JointEq):
        self.eqs.extend(eq.eqs)
      else:
        self.eqs.append(eq)


class ODEIntegrator:
  """One step of dx/dt = f(x..., t, parameters...). Called with the states, t, the parameters and dt.

  Without dt in the call it is the step length of the time when the integrator was made.
  """
  _role = 'integrator'

  def __init__(self, f, method, dt):
    self.f = f
    self.method = method
    self.dt = bm.get_dt() if dt is None else dt

  def __call__(self, *args, **kwargs):
    return _bplc.integrate(self.f, self.method, self, args, kwargs)


def odeint(f=None, method='euler', var_type=None, dt=None, name=None, show_code=False, state_delays=None,
           neutral_delays=None, adaptive=False, tol=None):
  if state_delays is not None or neutral_delays is not None:
    raise _bplc.refusal('odeint(state_delays=..., neutral_delays=...) is not supported by bplc yet')
  if adaptive:
    raise _bplc.refusal('odeint(adaptive=True) is not supported by bplc: every step of a run has the length dt')
  if method is None:
    method = 'euler'
  _bplc.check_method(method)
  if f is None:
    def decorate(function):
      return odeint(function, method=method, dt=dt)
    return decorate
  if isinstance(f, JointEq):
    f = f.eqs
  return ODEIntegrator(f, method, dt)


EXPONENTIAL = ('exp_auto', 'exp_euler', 'exp_euler_auto', 'exponential_euler')
MILSTEIN = ('milstein', 'milstein2', 'milstein_grad_free')


def equations(f):
  return f if isinstance(f, list) else [f]


def argument_names(f):
  """The names of the states and of the parameters of an integral, in the order of its call."""
  names = []
  others = []
  for eq in equations(f):
    own = list(_bplc.parameter_names(eq))
    if 't' in own:
      names += own[:1] if len(equations(f)) > 1 else own[:own.index('t')]
      others += own[:own.index('t')] + own[own.index('t') + 1:]
  found = []
  for name in others:
    if name not in names + found:
      found.append(name)
  return names, found


class SDEIntegrator:
  """One step of dx = f(x..., t, parameters...) dt + g(x..., t, parameters...) dW, with noise of its own for every element.

  g gives one value a state, or None for a state without noise.
  """
  _role = 'integrator'

  def __init__(self, f, g, method, dt, stratonovich):
    self.f = f
    self.g = g
    self.method = method
    self.dt = bm.get_dt() if dt is None else dt
    self.stratonovich = stratonovich

  def __call__(self, *args, **kwargs):
    names, given = self.bind(args, kwargs)
    drift = _bplc.integrate(self.f, 'exp_auto' if self.method in EXPONENTIAL else 'euler', self, args, kwargs)
    moved = list(drift) if isinstance(drift, list) else [drift]
    root = bm.sqrt(given['dt'])
    noise = self.diffusion(names, given)
    draws = [None if g is None else bm.random.standard_normal(x.shape) for g, x in zip(noise, moved)]
    averaged = self.stratonovich and self.method not in MILSTEIN
    if averaged:
      predicted = dict(given)
      for name, g, xi in zip(names, noise, draws):
        if g is not None:
          predicted[name] = given[name] + g * xi
      later = self.diffusion(names, predicted)
    for k in range(len(names)):
      if noise[k] is not None:
        dW = root * draws[k]
        g = (noise[k] + later[k]) / 2. if averaged else noise[k]
        moved[k] = moved[k] + g * dW
        if self.method in MILSTEIN:
          square = dW * dW if self.stratonovich else dW * dW - given['dt']
          moved[k] = moved[k] + noise[k] * self.slope(k, names, given) / 2. * square
    return moved if isinstance(drift, list) else moved[0]

  def bind(self, args, kwargs):
    """The names of the states, and all arguments of the call by name."""
    names, others = argument_names(self.f)
    order = names + ['t'] + others + ['dt']
    given = dict(zip(order, args))
    given.update(kwargs)
    if 'dt' not in given:
      given['dt'] = self.dt
    return names, given

  def diffusion(self, names, given):
    """The value of g for every state."""
    if isinstance(self.g, list):
      found = [call_by_name(g, given) for g in self.g]
    else:
      found = call_by_name(self.g, given)
      found = list(found) if isinstance(found, (list, tuple)) else [found]
    if len(found) != len(names):
      raise ValueError('g must give one value for each of the ' + str(len(names)) + ' states, not ' + str(len(found)))
    return found

  def slope(self, k, names, given):
    """d g / d x of the equation of state k."""
    g = equations(self.g)[k]
    own = _bplc.parameter_names(g)
    arguments = {name: given[name] for name in own if name in given}
    arguments['dt'] = given['dt']
    return _bplc.integrate(g, 'slope', self, (), arguments)


def call_by_name(function, given):
  """Calls g with those of the arguments that it names; one that takes *args gets all but dt, in order."""
  own = _bplc.parameter_names(function)
  if len(own) == 0:
    return function(*[value for name, value in given.items() if name != 'dt'])
  return function(**{name: given[name] for name in own if name in given})


def check_sde_method(method, intg_type):
  if method in ('srk1w1', 'srk2w1', 'klpl'):
    raise _bplc.refusal('sdeint(method=' + repr(method) + ') is not supported by bplc: there are euler, heun, milstein and exp_auto')
  if method not in ('euler', 'heun') + MILSTEIN + EXPONENTIAL:
    raise ValueError('unknown method of sdeint ' + repr(method) + ': there are euler, heun, milstein and exp_auto')
  if intg_type not in ('Ito', 'Stratonovich'):
    raise ValueError("intg_type must be 'Ito' or 'Stratonovich', not " + repr(intg_type))
  if method == 'heun' and intg_type != 'Stratonovich':
    raise ValueError("the method heun solves Stratonovich equations: write intg_type='Stratonovich'")
  if method in EXPONENTIAL and intg_type != 'Ito':
    raise ValueError("the method " + method + " solves Ito equations: leave out intg_type='Stratonovich'")


def sdeint(f=None, g=None, method=None, dt=None, name=None, show_code=False, var_type=None, intg_type=None,
           wiener_type=None, state_delays=None):
  if state_delays is not None:
    raise _bplc.refusal('sdeint(state_delays=...) is not supported by bplc yet')
  if wiener_type not in (None, 'scalar'):
    raise _bplc.refusal("sdeint(wiener_type=" + repr(wiener_type) + ") is not supported by bplc: there is 'scalar', one noise for every element")
  method = 'euler' if method is None else method
  intg_type = 'Ito' if intg_type is None else intg_type
  check_sde_method(method, intg_type)
  if f is None or g is None:
    def decorate(function):
      return sdeint(function if f is None else f, function if g is None else g, method=method, dt=dt, intg_type=intg_type)
    return decorate
  f = f.eqs if isinstance(f, JointEq) else f
  g = g.eqs if isinstance(g, JointEq) else g
  if method in MILSTEIN and len(equations(f)) != len(equations(g)):
    raise ValueError('the method milstein needs one function g for every equation: write bp.JointEq for both')
  return SDEIntegrator(f, g, method, dt, intg_type == 'Stratonovich')
