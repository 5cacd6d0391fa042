# The network of brainpy-largescale: populations and synapses in sorted order of their attribute names, built before a run.
import _bplc
from brainpy.base import DynamicalSystem
from brainpy.network import Network as CoreNetwork


class Network(CoreNetwork):
  def __init__(self, *ds_tuple, name=None, mode=None, **ds_dict):
    super().__init__(*ds_tuple, name=name, mode=mode)
    self._keywords = ds_dict
    self.built = False
    for key, member in ds_dict.items():
      self._add(key, member)

  def build(self):
    self.built = True

  def children(self):
    if not self.built:
      raise RuntimeError('the network is not built: call ' + _bplc.variable_name(self, 'net') + '.build() before the run')
    groups = {'ds_dict': list(self._keywords.values()), 'ds_tuple': self._members}
    for key, value in vars(self).items():
      if key not in ('_members', '_keywords') and key not in self._keywords:
        groups[key] = collect(value)
    found = {}
    for key in sorted(groups):
      for member in groups[key]:
        found[id(member)] = member
    return list(found.values())


def collect(value):
  """The model objects in a value: itself, or those inside lists, tuples and dicts (by sorted key)."""
  if isinstance(value, DynamicalSystem):
    return [value]
  if isinstance(value, (list, tuple)):
    return [member for item in value for member in collect(item)]
  if isinstance(value, dict):
    return [member for key in sorted(value) for member in collect(value[key])]
  return []
