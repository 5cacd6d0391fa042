# Populations of neurons.
import _bplc
import brainpy.math as bm
from brainpy.base import DynamicalSystem, size_to_tuple, product
from brainpy.views import NeuGroupView, StepView


class NeuGroup(DynamicalSystem):
  """A population of `size` neurons; `num` is their number. Arrays are flat: one entry a neuron."""
  _role = 'neurons'

  def __init__(self, size, name=None, keep_size=False, mode=None):
    super().__init__(name=name, mode=mode)
    self.size = size_to_tuple(size)
    self.num = product(self.size)
    if keep_size and len(self.size) > 1:
      raise _bplc.refusal('keep_size=True is not supported by bplc yet')
    self.keep_size = keep_size
    self.varshape = (self.num,)
    self.shape = size

  def __getitem__(self, item):
    return StepView(self, item) if _bplc.in_step() else NeuGroupView(self, item)
