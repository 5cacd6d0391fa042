#: k=2. -> 5
#: k=3. -> 0
#: k=5 -> 0
# Numbers that live in a class, reached by way of an object of it: other classes of the same name have others.
import brainpy as bp
import brainpy.math as bm

k = 2.


def make(scale):
  class Base(bp.NeuGroup):
    shift = scale + 1.

    def __init__(self, size):
      super().__init__(size)
      self.V = bm.Variable(bm.zeros(self.num))

    def gain(self, x, factor=scale):
      return x * factor + scale

  class Model(Base):
    shift = 0.
    rate = scale

    @classmethod
    def doubled(cls):
      return cls.rate * 2.

    def update(self, tdi):
      self.V += type(self).rate + self.__class__.rate * super().shift + self.doubled() + super().gain(self.V)

  return Model


class Pair(bp.NeuGroup):
  """Two objects whose classes are one, or two of the same name."""

  def __init__(self, size, a, b):
    super().__init__(size)
    self.a, self.b = a, b

  def update(self, tdi):
    self.a.V += type(self.a).rate
    self.b.V += type(self.b).rate


class Calls(bp.NeuGroup):
  """Two functions that are one, or two of the same name."""

  def __init__(self, size, f, g):
    super().__init__(size)
    self.f, self.g = f, g
    self.V = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.V.value = self.f(self.V) + self.g(self.V)


def scaling(factor):
  return lambda x: x * factor


One, Two = make(k), make(k * 3.)
bp.DSRunner(One(4)).run(1.)
bp.DSRunner(Two(5)).run(1.)
One.rate = 7.
bp.DSRunner(One(4)).run(1.)
bp.DSRunner(Pair(1, One(2), One(3))).run(1.)
bp.DSRunner(Pair(1, One(2), Two(3))).run(1.)
f = scaling(k)
bp.DSRunner(Calls(4, f, f)).run(1.)
bp.DSRunner(Calls(4, f, scaling(k * 2.))).run(1.)
