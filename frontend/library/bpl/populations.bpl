# Populations and synapses of brainpy-largescale.
import _bplc
from brainpy.neurons_lif import LIF as CoreLIF
from brainpy.synapses_exponential import Exponential as CoreExponential

LATER_ORDER = ('V_reset', 'V_th', 'V_rest', 'tau', 'tau_ref')


def name_positional(args, kwargs, names, what):
  """Positional arguments under their names; TypeError where there are too many or one is given twice."""
  if len(args) > len(names):
    raise TypeError(what + ' takes at most ' + str(len(names) + 1) + ' positional arguments (size, ' + ', '.join(names) + ')')
  for name, value in zip(names, args):
    if name in kwargs:
      raise TypeError(what + " got multiple values for argument '" + name + "'")
    kwargs[name] = value
  return kwargs


class LIF(CoreLIF):
  """bpl.LIF. Positional arguments behind the size follow version 0.1 where its modules are used; else there are none."""

  def __init__(self, size, *args, **kwargs):
    if args and not _bplc.uses_devices():
      raise TypeError('bpl.LIF takes only the size as positional argument: write V_rest=..., V_th=..., V_reset=..., tau=..., tau_ref=...')
    name_positional(args, kwargs, LATER_ORDER, 'bpl.LIF')
    super().__init__(size, **kwargs)
    self.id = _bplc.next_population_id()


class Exponential(CoreExponential):
  """bpl.Exponential(pre, post, conn, g_max=1.0, tau=8.0, delay_step=None)."""

  def __init__(self, pre, post, conn, *args, **kwargs):
    name_positional(args, kwargs, ('g_max', 'tau', 'delay_step'), 'bpl.Exponential')
    super().__init__(pre, post, conn, **kwargs)
