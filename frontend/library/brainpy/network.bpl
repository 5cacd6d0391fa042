# Networks: model objects that are updated together.
import _bplc
from brainpy.base import DynamicalSystem


class Network(DynamicalSystem):
  """Holds model objects. One step updates the synapses, then the populations, then the rest, each in list order."""
  _role = 'network'

  def __init__(self, *ds_tuple, name=None, mode=None, **ds_dict):
    super().__init__(name=name, mode=mode)
    self._members = []
    for item in ds_tuple:
      if isinstance(item, DynamicalSystem):
        self._members.append(item)
      elif isinstance(item, dict):
        for key, member in item.items():
          self._add(key, member)
      elif isinstance(item, (list, tuple)):
        raise TypeError('Network() takes model objects one by one: write Network(*objects) for a list')
      else:
        raise TypeError('a Network holds populations and synapses, not ' + type(item).__name__)
    for key, member in ds_dict.items():
      self._add(key, member)

  def _add(self, key, member):
    if not isinstance(member, DynamicalSystem):
      raise TypeError('a Network holds populations and synapses, not ' + type(member).__name__ + ' (' + key + ')')
    setattr(self, key, member)

  def __getitem__(self, key):
    return getattr(self, key)

  def children(self):
    """The model objects of this network, each once: attributes in order of assignment, then constructor arguments."""
    found = []
    for value in list(vars(self).values()) + self._members:
      if isinstance(value, DynamicalSystem) and not any([value is other for other in found]):
        found.append(value)
    names = {}
    for child in found:
      if child.name in names:
        raise ValueError('two objects of the network have the name ' + repr(child.name))
      names[child.name] = child
    return found

  def reset_state(self, batch_size=None):
    nodes = self.children()
    for role in ('neurons', 'synapse', 'other', 'network'):
      for child in nodes:
        if child._role == role:
          child.reset_state(batch_size)
