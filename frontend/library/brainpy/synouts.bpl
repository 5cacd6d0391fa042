# Outputs: how the conductance of a synapse acts on its target.
import _bplc
from brainpy.parameters import parameter


class SynOut:
  """Base of the outputs. One object serves one synapse; `attach` gives a copy where it already has one."""

  def __init__(self, target_var, name=None):
    self.target_var = target_var
    self.name = name
    self.master = None

  def copy(self):
    raise NotImplementedError(type(self).__name__ + ' has no copy()')

  def attach(self, synapse):
    output = self.copy()
    output.master = synapse
    output.post = synapse.post
    output.check()
    return output

  def check(self):
    if isinstance(self.target_var, str):
      self.master.check_post_attrs(self.target_var)
      self.target = getattr(self.post, self.target_var)
    else:
      self.target = self.target_var


class CUBA(SynOut):
  """Current-based: adds g to the target."""

  def __init__(self, target_var='input', name=None):
    super().__init__(target_var, name)

  def copy(self):
    return CUBA(self.target_var, self.name)

  def update(self, g):
    if self.target is not None:
      self.target += g


class COBA(SynOut):
  """Conductance-based: adds g * (E - V) to the target; E in mV."""

  def __init__(self, E=0., target_var='input', membrane_var='V', name=None):
    super().__init__(target_var, name)
    self.E = E
    self.membrane_var = membrane_var

  def copy(self):
    return COBA(self.E, self.target_var, self.membrane_var, self.name)

  def check(self):
    super().check()
    self.E = parameter(self.E, self.post.varshape, 'E')
    if isinstance(self.membrane_var, str):
      self.master.check_post_attrs(self.membrane_var)
      self.membrane = getattr(self.post, self.membrane_var)
    else:
      self.membrane = self.membrane_var

  def update(self, g):
    if self.target is not None:
      self.target += g * (self.E - self.membrane.value)
