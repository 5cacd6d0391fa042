#: late=False -> 7
#: late=True -> 7
# What is not there is part of what a step assumes: in a class, among the globals, between super() and what it finds, among the
# attributes of an object; so is that two objects are different ones.
import copy

import brainpy as bp
import brainpy.math as bm

late = False


class Root:
  def value(self):
    return 1.


class Between(Root):
  pass


class Leaf(Between):
  def value(self):
    return super().value() + 1.

  def other(self):
    try:
      return super().other()
    except AttributeError:
      return 8.


class Plain:
  shared = 4.


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.leaf, self.plain = Leaf(), Plain()
    self.a = (1., 2.)
    self.b = self.a if late else (1., 2.)


class OfClass(Model):
  def update(self, tdi):
    self.x += getattr(Plain, 'late', 5.)


class OfGlobals(Model):
  def update(self, tdi):
    self.x += max(1., 2.)


class OfSuper(Model):
  def update(self, tdi):
    self.x += self.leaf.value()


class OfNames(Model):
  def update(self, tdi):
    self.x += 1. if 'late' in vars(self.plain) else 2.


class OfCopies(Model):
  def update(self, tdi):
    self.x += copy.copy(self.plain).shared


class OfNothing(Model):
  def update(self, tdi):
    self.x += self.leaf.other()


class OfIdentity(Model):
  def update(self, tdi):
    self.x += 1. if self.a is self.b else 2.


if late:
  Plain.late = 9.
  Between.value = lambda self: 50.
  Root.other = lambda self: 30.

  def max(a, b):
    return 7.


for kind in (OfClass, OfGlobals, OfSuper, OfNames, OfCopies, OfNothing, OfIdentity):
  model = kind(3)
  if late:
    model.plain.late = model.plain.shared = 3.
  bp.DSRunner(model).run(0.1)
