#: k=2. -> 9
#: k=3. -> 0
# Code that a step reaches by way of something else: static methods, properties, class methods, attributes of functions, special
# methods. Classes that look alike hold other functions, or functions that close over other values.
import brainpy as bp
import brainpy.math as bm

k = 2.


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.ones(self.num))

  def update(self, tdi):
    self.x.value = self.act(self.x) + self.rate + self.offset()


def make(function, tau):
  class Made(Model):
    act = staticmethod(function)

    @property
    def rate(self):
      return 1. / tau

    @classmethod
    def offset(cls):
      return tau * k

  return Made


class Gain:
  def __init__(self, value):
    self.value = value


def with_methods(factor):
  class Special(Gain):
    def __add__(self, other):
      return self.value * factor + other

    def __len__(self):
      return 3

    def __contains__(self, x):
      return x in (1, 2)

  return Special


class Uses(bp.NeuGroup):
  def __init__(self, size, gain):
    super().__init__(size)
    self.gain = gain
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.x += (self.gain + 1.) * len(self.gain)
    if 2 in self.gain:
      self.x += 1.


class Attributes(bp.NeuGroup):
  def __init__(self, size, f):
    super().__init__(size)
    self.f = f
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.x += self.f(self.x) * self.f.scale + getattr(self.f, 'shift', 0.)


def triple(x):
  return x * 3.


def quarter(x):
  return x / 4.


def scaled(scale, **attributes):
  def f(x):
    return x + 1.

  f.scale = scale
  for name, value in attributes.items():
    setattr(f, name, value)
  return f


def step(model):
  bp.DSRunner(model).run(0.1)


step(make(bm.sin, k)(3))
step(make(bm.tanh, k)(3))           # another builtin
step(make(triple, k)(3))            # a function of the script
step(make(quarter, k)(3))           # another one
step(make(quarter, k * 2.)(4))      # the same with another number: fits
One, Two = with_methods(k), with_methods(k * 5.)
step(Uses(3, One(k)))
step(Uses(3, Two(k)))               # special methods of the same code that close over another number: fits
Two.__len__ = lambda self: 4
step(Uses(3, Two(k)))               # another special method
del Two.__contains__
Two.__contains__ = lambda self, x: False
step(Uses(3, Two(k)))               # and one more
step(Attributes(3, scaled(k)))
step(Attributes(3, scaled(7.)))     # another number: fits
step(Attributes(3, scaled(k, shift=2.)))  # an attribute more
step(Attributes(3, scaled(1)))      # an int where a float was: fits
