#: k=2. -> 4
#: k=0.5 -> 1
# What isinstance() answers is part of what a step assumes: the bases of a class that a factory made. And a number behind a sum over
# a population may be an int or a float.
import brainpy as bp
import brainpy.math as bm

k = 2.


class A:
  pass


class B:
  pass


class C(B, A):
  pass


def make(base):
  class Part(base):
    pass

  return Part()


class Model(bp.NeuGroup):
  def __init__(self, size, part):
    super().__init__(size)
    self.part = part
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.x += 1. if isinstance(self.part, A) else 2.


class Behind(bp.NeuGroup):
  def __init__(self, size, k):
    super().__init__(size)
    self.k = k
    self.on = bm.asarray([True, False, True])
    self.n = bm.Variable(bm.ones(3, dtype=int))
    self.x = bm.Variable(bm.zeros(3))

  def update(self, tdi):
    self.x += self.n * bm.sum(self.on * self.k)


def step(model):
  bp.DSRunner(model).run(0.1)


step(Model(3, make(B)))
step(Model(3, make(A)))
step(Model(3, make(C)))
step(Model(4, make(B)))  # fits the first
step(Behind(3, int(k) if k == 2. else k))
