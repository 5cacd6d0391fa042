import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.ones((5, 5))
    self.ids = bm.asarray([0, 2])
    self.late = bm.LengthDelay(self.x, 3)
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.c = bp.conn.All2All()(5, 5).require('pre2post')

  def update(self, tdi):
    y = bm.sum(self.x)[0]  #! a number inside a step has no items


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.ones((5, 5))
    self.ids = bm.asarray([0, 2])
    self.late = bm.LengthDelay(self.x, 3)
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.c = bp.conn.All2All()(5, 5).require('pre2post')

  def update(self, tdi):
    y = self.x[self.x > 0.]  #! the elements where a condition holds are not an array of a known length: use bm.where(condition, a, b)


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.ones((5, 5))
    self.ids = bm.asarray([0, 2])
    self.late = bm.LengthDelay(self.x, 3)
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.c = bp.conn.All2All()(5, 5).require('pre2post')

  def update(self, tdi):
    self.x.value = self.x[0:2]  #! a bm.Variable of shape (5,) cannot take values of shape (2,)


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.ones((5, 5))
    self.ids = bm.asarray([0, 2])
    self.late = bm.LengthDelay(self.x, 3)
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.c = bp.conn.All2All()(5, 5).require('pre2post')

  def update(self, tdi):
    y = self.x + self.x[0:2]  #! operands could not be broadcast together with shapes (5,) (2,)


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.ones((5, 5))
    self.ids = bm.asarray([0, 2])
    self.late = bm.LengthDelay(self.x, 3)
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.c = bp.conn.All2All()(5, 5).require('pre2post')

  def update(self, tdi):
    y = self.x[bm.floor(self.x)]  #! indices that a step computes are not supported by bplc yet: make them in __init__


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.ones((5, 5))
    self.ids = bm.asarray([0, 2])
    self.late = bm.LengthDelay(self.x, 3)
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.c = bp.conn.All2All()(5, 5).require('pre2post')

  def update(self, tdi):
    y = bm.dot(bm.zeros((2, 5, 5)), self.W)  #! dot() of more than two dimensions inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.ones((5, 5))
    self.ids = bm.asarray([0, 2])
    self.late = bm.LengthDelay(self.x, 3)
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.c = bp.conn.All2All()(5, 5).require('pre2post')

  def update(self, tdi):
    y = bm.dot(self.W, self.x[0:2])  #! a matrix of shape (5, 5) does not fit a vector of shape (2,)


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.ones((5, 5))
    self.ids = bm.asarray([0, 2])
    self.late = bm.LengthDelay(self.x, 3)
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.c = bp.conn.All2All()(5, 5).require('pre2post')

  def update(self, tdi):
    y = bm.LengthDelay(self.x, 3)(1)  #! cannot assign into an intermediate value: use bm.where or a bm.Variable


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.ones((5, 5))
    self.ids = bm.asarray([0, 2])
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.late = bm.LengthDelay(self.on, 3)
    self.c = bp.conn.All2All()(5, 5).require('pre2post')

  def update(self, tdi):
    self.late.update(self.x)  #! a delay keeps the dtype of what it was made for


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.ones((5, 5))
    self.ids = bm.asarray([0, 2])
    self.late = bm.LengthDelay(self.x, 3)
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.c = bp.conn.All2All()(5, 5).require('pre2post')

  def update(self, tdi):
    y = bm.pre2post_event_sum(bm.sum(self.x) > 0., self.c, self.num)  #! the spikes must be an array with one entry a neuron


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.ones((5, 5))
    self.ids = bm.asarray([0, 2])
    self.late = bm.LengthDelay(self.x, 3)
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.c = bp.conn.All2All()(5, 5).require('pre2post')

  def update(self, tdi):
    y = bm.roll(self.x, bm.sum(self.x))  #! by a shift that a step computes inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.ones((5, 5))
    self.ids = bm.asarray([0, 2])
    self.late = bm.LengthDelay(self.x, 3)
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.c = bp.conn.All2All()(5, 5).require('pre2post')

  def update(self, tdi):
    y = bm.random.gamma(2., 1., self.num)  #! brainpy.math.random.gamma is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.ones((5, 5))
    self.ids = bm.asarray([0, 2])
    self.late = bm.LengthDelay(self.x, 3)
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.c = bp.conn.All2All()(5, 5).require('pre2post')

  def update(self, tdi):
    y = bm.random.poisson(self.x)  #! poisson() inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.ones((5, 5))
    self.ids = bm.asarray([0, 2])
    self.late = bm.LengthDelay(self.x, 3)
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.c = bp.conn.All2All()(5, 5).require('pre2post')

  def update(self, tdi):
    y = bm.roll(self.x)  #! roll() needs the argument 'shift'


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.c = bp.conn.All2All()(5, 5).require('pre2post')
    self.rows = bm.zeros(self.num)

  def update(self, tdi):
    self.x[:] = self.x[0:2]  #! a bm.Variable of shape (5,) cannot take values of shape (2,)


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== spikes that a step computes have no delay
import brainpy as bp
import brainpy.math as bm


class Source:
  def __init__(self, spikes):
    self.spike = spikes


class Late(bp.synapses.Exponential):
  def __init__(self, *args, **kwargs):
    super().__init__(*args, **kwargs)
    self.group = self.pre

  def update(self, tdi):
    self.pre = Source(self.group.V > 0.)
    super().update(tdi)  #! a delay needs the spikes as a bool bm.Variable


a = bp.neurons.LIF(5)
net = bp.Network(a, Late(a, a, bp.conn.All2All(), delay_step=1))
runner = bp.DSRunner(net)
runner.run(1.)
#===== segments outside of a step
import brainpy.math as bm
x = bm.segment_sum(bm.ones(3), bm.asarray([0, 1, 2, 0, 1]), 3)  #! 3 values do not go with 5 indices
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.late = bm.LengthDelay(self.x, 3)
    self.ages = bm.asarray([0, 1, 2, 3, 0])

  def update(self, tdi):
    y = self.late(self.ages)  #! an array of delays gives one row for each of them: write d(k, bm.arange(n)) for one delay an element, or one call with a number for each row


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.late = bm.LengthDelay(bm.zeros((5, 2)), 3)
    self.ages = bm.asarray([0, 1, 2, 3, 0])

  def update(self, tdi):
    y = self.late(self.ages, self.ages)  #! a delay of an array of several dimensions takes one number of steps inside a step: arrays of steps and indices are not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.late = bm.LengthDelay(self.x, 3)

  def update(self, tdi):
    y = self.late(self.x, bm.arange(self.num))  #! indices that a step computes are not supported by bplc yet: make them in __init__


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    y = bm.arange(bm.sum(self.x))  #! brainpy.math.arange() of a length that a step computes inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
