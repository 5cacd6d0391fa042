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

  def register_implicit_nodes(self, *nodes, **named_nodes):
    """Adds model objects that no attribute leads to, one by one or as lists; a key gives no other name."""
    for node in list(nodes) + list(named_nodes.values()):
      for member in node if isinstance(node, (list, tuple)) else [node]:
        if not isinstance(member, DynamicalSystem):
          raise TypeError('a Network holds populations and synapses, not ' + type(member).__name__)
        self._members.append(member)

  def children(self):
    """The model objects of this network, each once: attributes in order of assignment, then constructor arguments and registered ones."""
    found = []
    names = {}
    for value in list(vars(self).values()) + self._members:
      if not isinstance(value, DynamicalSystem) or names.get(value.name) is value:
        continue
      if value.name in names:
        raise ValueError('two objects of the network have the name ' + repr(value.name))
      names[value.name] = value
      found.append(value)
    return found

  def in_order(self):
    """The children as a step updates them: synapses, populations, the rest."""
    nodes = self.children()
    groups = {'synapse': [], 'neurons': [], 'other': []}
    for node in nodes:
      if node._role != 'view':
        groups[node._role if node._role in groups else 'other'].append(node)
    return groups['synapse'] + groups['neurons'] + groups['other']

  def update(self, tdi):
    for node in self.in_order():
      node.update(tdi)
    self.update_local_delays()

  def clear_input(self):
    for node in self.children():
      node.clear_input()

  def leaves(self):
    if self.replaces('update', Network):
      return [self]
    return [leaf for node in self.in_order() for leaf in node.leaves()] + self.step_delays()

  def clearing(self):
    if self.replaces('clear_input', Network):
      return [self]
    return [leaf for node in self.children() for leaf in node.clearing()]

  def members(self):
    return [self] + [member for node in self.children() for member in node.members()]

  def reset_state(self, batch_size=None):
    nodes = self.children()
    for role in ('neurons', 'synapse', 'other', 'network'):
      for child in nodes:
        if child._role == role:
          child.reset_state(batch_size)
    self.reset_local_delays()


class Container(Network):
  """Holds model objects that are updated in the order of the list. It moves no delays on, as in BrainPy."""

  def step_delays(self):
    return []

  def in_order(self):
    return [node for node in self.children() if node._role != 'view']
