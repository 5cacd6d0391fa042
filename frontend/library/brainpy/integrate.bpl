# odeint: a derivative function becomes a function that makes one step in time.
import _bplc


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
  """One step of dx/dt = f(x..., t, parameters...). Called with the states, t, the parameters and dt."""

  def __init__(self, f, method, dt):
    self.f = f
    self.method = method
    self.dt = dt

  def __call__(self, *args, **kwargs):
    return _bplc.integrate(self.f, self.method, self.dt, args, kwargs)


def odeint(f=None, method='euler', var_type=None, dt=None, name=None, show_code=False, state_delays=None,
           neutral_delays=None):
  if state_delays is not None or neutral_delays is not None:
    raise NotImplementedError('odeint(state_delays=..., neutral_delays=...) is not supported by bplc yet')
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
