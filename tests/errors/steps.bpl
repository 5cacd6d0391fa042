# What a step cannot do, and what a derivative must be; marks as in models.bpl.
#===== an attribute that one object's step leaves for another's
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.last = 0.

  def update(self, tdi):
    self.last = self.x + 1.  #! 'Model.last' is changed in the step of one object and read in that of another: what they share must be a bm.Variable
    self.x.value = self.last * 2.


class Follow(bp.SynConn):
  def update(self, tdi):
    self.post.x += self.pre.last


a = Model(5)
runner = bp.DSRunner(bp.Network(a, Follow(a, a)))
runner.run(1.)
#===== a branch on state, in a function that the step calls
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def change(self, x):
    if bm.max(x) > 0.5:  #! a condition inside a step depends on the state of the model: use bm.where(condition, a, b) or bm.ifelse
      return x * 2.
    return x

  def update(self, tdi):
    self.x.value = self.change(self.x)


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
    n = 0
    while self.x.sum() > n:  #! a condition inside a step depends on the state of the model
      n += 1


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== shapes
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(3))

  def update(self, tdi):
    self.x.value = self.x + self.y  #! operands could not be broadcast together with shapes (5,) (3,)


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(3))

  def update(self, tdi):
    self.x.value = self.y + 1.  #! a bm.Variable of shape (5,) cannot take values of shape (3,)


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(3))

  def update(self, tdi):
    self.x[0:2] = self.y  #! operands could not be broadcast together with shapes (3,) (2,)


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.w = bm.ones((4, 3))

  def update(self, tdi):
    self.x.value = self.w @ self.x  #! a matrix of shape (4, 3) does not fit a vector of shape (5,)


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== a result where only a number known at compile time can stand
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    for k in range(int(self.x.sum())):  #! a Python number inside a step depends on the state of the model
      self.x += 1.


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
    self.x.value = bm.zeros(self.x[0]) + self.x  #! brainpy.math.zeros() of a size that a step computes inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== recursion without end
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def again(self, x):
    return self.again(x + 1.)  #! RecursionError: maximum recursion depth exceeded

  def update(self, tdi):
    self.x.value = self.again(self.x)


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== an attribute that does not exist
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.gain = 2.

  def update(self, tdi):
    self.x += self.gian  #! 'Model' object has no attribute 'gian'


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== side effects
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.history = []

  def update(self, tdi):
    self.history.append(self.x)  #! a step must not change a list that exists outside of it: keep state in a bm.Variable


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.n = 0

  def update(self, tdi):
    self.n += 1  #! 'Model.n' is read and then changed by a step: what lives from step to step must be a bm.Variable
    self.x += 1.


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
    self.last = self.x + 1.
    self.x.value = self.last * 2.
    if not hasattr(self, 'memory'):
      self.memory = 1.  #! 'Model.memory' is read and then changed by a step


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
    global calls
    calls = calls + 1  #! a step must not change the global 'calls': keep state in a bm.Variable


calls = 0
runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== a print without a value of the step
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def show(self):
    print('step')  #! print() inside a step is not supported: print results after the run, or use a callback

  def update(self, tdi):
    self.show()
    self.x += 1.


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== arrays of a step are no Python objects
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.x.value.name = 3  #! cannot set 'name' of an intermediate value: assign to a bm.Variable


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
    y = self.x + 1.
    y[0] = 2.  #! cannot assign into an intermediate value: use bm.where or a bm.Variable


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
    for x in self.x.value + 1.:  #! cannot loop over the elements of an array inside a step: operations work on all elements at once
      pass


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
    y = (self.x + 1.)(3)  #! 'array' object is not callable


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
    self.x = self.x + 1.  #! 'Model.x' is a bm.Variable, which an assignment to the attribute would replace: write self.x.value = ...


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
    y = len(bm.sum(self.x))  #! object of type 'float' has no len()


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
    y = (self.x + 1.).means()  #! an array inside a step has no attribute 'means' that bplc knows


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
    y = 1. in (self.x + 1.)  #! 'in' on values of a step is not supported by bplc


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
    y = self.x + 'text'  #! an operand inside a step must be a number or an array, not str


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
    y = bm.sort(self.x.value)  #! inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== the time of a step
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    y = tdi.time  #! the step has no 'time': there are t, dt and i


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
    y = tdi[0]  #! the step has the keys 't', 'dt' and 'i'


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== choices
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    y = 1. if self.x[:] > 0.5 else 2.  #! a condition inside a step depends on the state of the model: use bm.where(condition, a, b) or bm.ifelse


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
    y = int(self.x.value)  #! a Python number inside a step depends on the state of the model: use bm.where(condition, a, b) or bm.ifelse


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== state
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    y = bm.Variable(5)
    self.x.value = y + 1.  #! a bm.Variable made inside a step cannot hold state: make it in __init__


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
    y = bm.Variable(bm.zeros(5))  #! a bm.Variable made inside a step cannot hold state: make it in __init__


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.spike = bm.Variable(bm.zeros(self.num, dtype=bool))

  def update(self, tdi):
    self.spike.value = self.x + 1.  #! a bool bm.Variable cannot hold numbers: compare them, as in x > 0


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.log = {'n': 1}

  def update(self, tdi):
    self.log['n'] = 2  #! a step must not change a dict that exists outside of it: keep state in a bm.Variable


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== derivatives
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.integral = bp.odeint(5)

  def update(self, tdi):
    self.x.value = self.integral(self.x.value, tdi.t)  #! a derivative must be a function or a method: write it with def or lambda


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.integral = bp.odeint(lambda x, t, *, k: -x)

  def update(self, tdi):
    self.x.value = self.integral(self.x.value, tdi.t)  #! the derivative Model.__init__.<locals>.<lambda> must have plain parameters only


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.integral = bp.odeint(lambda x, k: -x)

  def update(self, tdi):
    self.x.value = self.integral(self.x.value, tdi.t)  #! the derivative Model.__init__.<locals>.<lambda> must have its states, then t, then its parameters


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.integral = bp.odeint(lambda x, t: -x)

  def update(self, tdi):
    self.x.value = self.integral(self.x.value, tdi.t, tdi.dt, 3.)  #! the integral takes 3 arguments, 4 were given


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.integral = bp.odeint(lambda x, t: -x)

  def update(self, tdi):
    self.x.value = self.integral(self.x.value, tdi.t, k=3.)  #! the integral got an unexpected keyword argument 'k'


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.integral = bp.odeint(lambda x, t: -x)

  def update(self, tdi):
    self.x.value = self.integral(t=tdi.t)  #! the integral needs the state 'x'


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.integral = bp.odeint(lambda x, t: -x)

  def update(self, tdi):
    self.x.value = self.integral(self.x.value)  #! the integral needs the time 't'


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.integral = bp.odeint(lambda x, t: -x)

  def update(self, tdi):
    self.x.value = self.integral(self.x.value, tdi.t, dt=self.x.value)  #! the dt of an integral must be a number


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.integral = bp.odeint(lambda x, y, t: -x, method='rk4')

  def update(self, tdi):
    self.x.value, y = self.integral(self.x.value, 1., tdi.t)  #! the derivative of 2 states returned 1 values


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.integral = bp.odeint(lambda x, y, t: (-x, y), method='exp_auto')

  def update(self, tdi):
    self.x.value, y = self.integral(self.x.value, 1., tdi.t)  #! exp_auto integrates one variable at a time: write bp.JointEq with one function a variable


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== a derivative that makes a step of its own
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.inner = bp.odeint(lambda x, t: -x)
    self.outer = bp.odeint(self.dx)

  def dx(self, x, t):
    return self.inner(x, t)  #! an integral inside a derivative is not possible

  def update(self, tdi):
    self.x.value = self.outer(self.x.value, tdi.t)


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== a derivative that changes state
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.n = bm.Variable(bm.zeros(self.num))
    self.integral = bp.odeint(self.dx)

  def dx(self, x, t):
    self.n.value = self.n + 1.  #! a derivative function must not change a bm.Variable
    return -x

  def update(self, tdi):
    self.x.value = self.integral(self.x.value, tdi.t)


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== an unknown method
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.integral = bp.odeint(lambda x, t: -x, method='exp_autoo')  #! Did you mean 'exp_auto'?

  def update(self, tdi):
    self.x.value = self.integral(self.x.value, tdi.t)


model = Model(5)
#===== objects that no path leads to
import brainpy as bp
import brainpy.math as bm


class Part:
  def __init__(self):
    self.k = 2.


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.parts = {Part()}

  def update(self, tdi):
    for part in self.parts:
      self.x.value = self.x * part.k  #! a step reached an object of type Part in a way that bplc cannot follow


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.parts = {frozenset([1., 2.])}

  def update(self, tdi):
    for part in self.parts:
      self.x.value = self.x * len(part)  #! a step used a container in a way that bplc cannot follow


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== synapses
import brainpy as bp
import brainpy.math as bm


class Graded(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.spike = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.spike.value = self.spike + 1.


a = Graded(5)
b = bp.neurons.LIF(5)
net = bp.Network(a, b, bp.synapses.Exponential(a, b, bp.conn.All2All()))
runner = bp.DSRunner(net)
runner.run(1.)  #! the spikes of a synapse must be a bool bm.Variable
#=====
import brainpy as bp


class Growing(bp.synapses.Exponential):
  def update(self, tdi):
    self.g_max = self.post.V * 2.
    super().update(tdi)  #! weights and delays that a step computes are not supported by bplc yet


a = bp.neurons.LIF(5)
net = bp.Network(a, Growing(a, a, bp.conn.All2All()))
runner = bp.DSRunner(net)
runner.run(1.)
#=====
import brainpy as bp


class Loose(bp.synapses.Exponential):
  def update(self, tdi):
    self.connectivity = None
    super().update(tdi)  #! a synapse needs connections made in __init__


a = bp.neurons.LIF(5)
net = bp.Network(a, Loose(a, a, bp.conn.All2All()))
runner = bp.DSRunner(net)
runner.run(1.)
#===== too few and too many arguments
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    y = bm.maximum(self.x.value)  #! maximum() inside a step takes 2 arguments, not 1


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
    y = bm.maximum(self.x.value)  #! maximum() inside a step takes 2 arguments, not 1


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== a derivative that combines elements
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.integral = bp.odeint(lambda x, t: bm.mean(x) - x)

  def update(self, tdi):
    self.x.value = self.integral(self.x, tdi.t)  #! a derivative that combines its state at different places (a sum, a product with a matrix, a part) is not supported by bplc yet: compute that in update() and give it to the integral as an argument


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== two open sizes
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.p, self.tables, self.key = [1., 2.], [bm.ones(2), bm.ones(2)], (1, 2)

  def update(self, tdi):
    y = self.x.reshape(-1, -1)  #! can only specify one unknown dimension


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== arrays joined in a step
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.p, self.tables, self.key = [1., 2.], [bm.ones(2), bm.ones(2)], (1, 2)

  def update(self, tdi):
    y = bm.cumsum(self.x)  #! brainpy.math.cumsum() inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== arrays in a list
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.p, self.tables, self.key = [1., 2.], [bm.ones(2), bm.ones(2)], (1, 2)

  def update(self, tdi):
    y = bm.sum(bm.asarray(self.tables))  #! an array made of arrays inside a step is not supported by bplc yet: make it in __init__


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== the text of a list of parameters
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.p, self.tables, self.key = [1., 2.], [bm.ones(2), bm.ones(2)], (1, 2)

  def update(self, tdi):
    y = len(repr(self.p))  #! the text of a list of values of a step is not known before the program runs: take its items one by one


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== parameters as a key
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.p, self.tables, self.key = [1., 2.], [bm.ones(2), bm.ones(2)], (1, 2)

  def update(self, tdi):
    y = {self.key: 1.}  #! a value of a step cannot be a key of a new dict or set: make the dict or set in __init__


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== an object as a key
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.part = bp.NeuGroup(2)
    self.d, self.s = {self.part: 1.}, {self.part}

  def update(self, tdi):
    self.x += self.d[self.part]  #! a step cannot look up by an object: keys of dicts and members of sets that it uses must be numbers, strings or tuples of them


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    self.y = self.x  #! 'Model.y' is a bm.Variable, which an assignment to the attribute would replace: write self.y.value = ...


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== an object as a member of a set
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.part = bp.NeuGroup(2)
    self.s = {self.part}

  def update(self, tdi):
    if self.part in self.s:  #! a step cannot look up by an object: keys of dicts and members of sets that it uses must be numbers, strings or tuples of them
      self.x += 1.


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    self.x.value = self.x > 0.  #! a bm.Variable of numbers cannot become bools: write x.value = bm.asarray(..., dtype=float), or x[:] = ...


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== the identity of parameters
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.a, self.b = bm.ones(5), bm.ones(5)

  def update(self, tdi):
    if self.a is self.a and self.a is self.b:  #! whether two parameters are one object is not known inside a step: compare them with ==
      self.x += 1.


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    self[:3].num  #! a view that is made inside a step has variables only, no 'num': make the view in __init__


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    self[3].x += 1.  #! a view of a population needs a slice such as [0:100], not int


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))
    self.view = self[:3]

  def update(self, tdi):
    self.view[:1].x += 1.  #! a view of a view inside a step is not supported by bplc yet: make it in __init__


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    y = bm.ifelse([self.x > 1.], [1.])  #! bm.ifelse() needs a list with one branch for each condition and one for the rest


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    y = bm.ifelse([self.x > 1.], [1., 2.], dyn_vars=self.x)  #! bm.ifelse(dyn_vars=...) is not supported by bplc: let the branches return values, and assign the result


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    y = bm.average(self.x, weights=self.y)  #! brainpy.math.average() with weights inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    y = bm.argmax(self.M, axis=0)  #! brainpy.math.argmax() along an axis inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    y = bm.linalg.norm(self.x, 1)  #! brainpy.math.linalg.norm() with an order or along an axis inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    y = bm.flip(self.M)  #! brainpy.math.flip() of an array of several dimensions inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    y = bm.concatenate([self.M, self.M])  #! brainpy.math.concatenate() of arrays of several dimensions inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    y = bm.concatenate([self.x, self.x], axis=1)  #! brainpy.math.concatenate() along another axis than the first inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    y = bm.concatenate(self.M)  #! brainpy.math.concatenate() of anything but a list of arrays inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    y = bm.sum(self.M, axis=(0, 0))  #! duplicate value in 'axis'


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    y = bm.sum(bm.zeros((2, 3, 4)) + self.x[0], axis=(0, 1))  #! brainpy.math.sum() along some of several axes inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    y = bm.tile(self.M, 2)  #! brainpy.math.tile() of anything but a vector and a number inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    y = bm.repeat(self.x > 0., 2)  #! brainpy.math.repeat() of bools inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    y = bm.roll(bm.zeros((2, 3, 4)) + self.x[0], 1, axis=0)  #! brainpy.math.roll() of an array of more than two dimensions inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.M = bm.Variable(bm.zeros((2, 3)))

  def update(self, tdi):
    y = bm.stack([self.x, self.x[:2]])  #! operands could not be broadcast together with shapes (5,) (2,)


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
    y = (self.x + 1.) << 2  #! unsupported operand type(s) for <<: 'float' and 'int'


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
    y = ~(self.x + 1.)  #! bad operand type for unary ~: 'float'


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== floats for an int bm.Variable
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size, k=3):
    super().__init__(size)
    self.k, self.big, self.less, self.rate, self.list = k, 2 ** 40, -1, 2.5, [1., 2., 3., 4.]
    self.x = bm.Variable(bm.zeros(self.num))
    self.n = bm.Variable(bm.zeros(self.num, dtype=int))
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.a = bm.asarray([1, 2, 3, 4])
    self.integral = bp.odeint(self.derivative, method='euler')

  def derivative(self, x, t):
    return -x

  def update(self, tdi):
    self.n.value = self.n + 0.5  #! the dtype of an int bm.Variable stays what it is, and these are floats: write v[:] = x, which cuts off what is behind the point, or make it a float bm.Variable


runner = bp.DSRunner(Model(4))
runner.run(1.)
#===== floats added to an int bm.Variable
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size, k=3):
    super().__init__(size)
    self.k, self.big, self.less, self.rate, self.list = k, 2 ** 40, -1, 2.5, [1., 2., 3., 4.]
    self.x = bm.Variable(bm.zeros(self.num))
    self.n = bm.Variable(bm.zeros(self.num, dtype=int))
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.a = bm.asarray([1, 2, 3, 4])
    self.integral = bp.odeint(self.derivative, method='euler')

  def derivative(self, x, t):
    return -x

  def update(self, tdi):
    self.n += self.rate  #! the dtype of an int bm.Variable stays what it is, and these are floats: write v[:] = x, which cuts off what is behind the point, or make it a float bm.Variable


runner = bp.DSRunner(Model(4))
runner.run(1.)
#===== a number added to a bool bm.Variable
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size, k=3):
    super().__init__(size)
    self.k, self.big, self.less, self.rate, self.list = k, 2 ** 40, -1, 2.5, [1., 2., 3., 4.]
    self.x = bm.Variable(bm.zeros(self.num))
    self.n = bm.Variable(bm.zeros(self.num, dtype=int))
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.a = bm.asarray([1, 2, 3, 4])
    self.integral = bp.odeint(self.derivative, method='euler')

  def derivative(self, x, t):
    return -x

  def update(self, tdi):
    self.on += 1  #! a bool bm.Variable cannot hold numbers: compare them, as in x > 0


runner = bp.DSRunner(Model(4))
runner.run(1.)
#===== a parameter of more than 32 bits
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size, k=3):
    super().__init__(size)
    self.k, self.big, self.less, self.rate, self.list = k, 2 ** 40, -1, 2.5, [1., 2., 3., 4.]
    self.x = bm.Variable(bm.zeros(self.num))
    self.n = bm.Variable(bm.zeros(self.num, dtype=int))
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.a = bm.asarray([1, 2, 3, 4])
    self.integral = bp.odeint(self.derivative, method='euler')

  def derivative(self, x, t):
    return -x

  def update(self, tdi):
    self.n += self.big  #! the integers of a step have 32 bits: this one is larger


runner = bp.DSRunner(Model(4))
runner.run(1.)
#===== a shift by a negative number
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size, k=3):
    super().__init__(size)
    self.k, self.big, self.less, self.rate, self.list = k, 2 ** 40, -1, 2.5, [1., 2., 3., 4.]
    self.x = bm.Variable(bm.zeros(self.num))
    self.n = bm.Variable(bm.zeros(self.num, dtype=int))
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.a = bm.asarray([1, 2, 3, 4])
    self.integral = bp.odeint(self.derivative, method='euler')

  def derivative(self, x, t):
    return -x

  def update(self, tdi):
    self.n[:] = self.n << self.less  #! negative shift count


runner = bp.DSRunner(Model(4))
runner.run(1.)
#===== bits of a float parameter
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size, k=3):
    super().__init__(size)
    self.k, self.big, self.less, self.rate, self.list = k, 2 ** 40, -1, 2.5, [1., 2., 3., 4.]
    self.x = bm.Variable(bm.zeros(self.num))
    self.n = bm.Variable(bm.zeros(self.num, dtype=int))
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.a = bm.asarray([1, 2, 3, 4])
    self.integral = bp.odeint(self.derivative, method='euler')

  def derivative(self, x, t):
    return -x

  def update(self, tdi):
    self.n[:] = self.n & self.rate  #! unsupported operand type(s) for &: 'int' and 'float'


runner = bp.DSRunner(Model(4))
runner.run(1.)
#===== an index that is a float
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size, k=3):
    super().__init__(size)
    self.k, self.big, self.less, self.rate, self.list = k, 2 ** 40, -1, 2.5, [1., 2., 3., 4.]
    self.x = bm.Variable(bm.zeros(self.num))
    self.n = bm.Variable(bm.zeros(self.num, dtype=int))
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.a = bm.asarray([1, 2, 3, 4])
    self.integral = bp.odeint(self.derivative, method='euler')

  def derivative(self, x, t):
    return -x

  def update(self, tdi):
    self.x += self.list[self.rate]  #! list indices must be integers or slices, not float


runner = bp.DSRunner(Model(4))
runner.run(1.)
#===== the class of what `.value` gives
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size, k=3):
    super().__init__(size)
    self.k, self.big, self.less, self.rate, self.list = k, 2 ** 40, -1, 2.5, [1., 2., 3., 4.]
    self.x = bm.Variable(bm.zeros(self.num))
    self.n = bm.Variable(bm.zeros(self.num, dtype=int))
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.a = bm.asarray([1, 2, 3, 4])
    self.integral = bp.odeint(self.derivative, method='euler')

  def derivative(self, x, t):
    return -x

  def update(self, tdi):
    self.x += 1. if isinstance(self.x.value + 1., bm.ndarray) else 2.  #! what a script asks here about the type of a value of the step, bplc cannot tell as BrainPy would: ask in __init__, and keep the answer in an attribute


runner = bp.DSRunner(Model(4))
runner.run(1.)
#===== an attribute of arrays of a number
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size, k=3):
    super().__init__(size)
    self.k, self.big, self.less, self.rate, self.list = k, 2 ** 40, -1, 2.5, [1., 2., 3., 4.]
    self.x = bm.Variable(bm.zeros(self.num))
    self.n = bm.Variable(bm.zeros(self.num, dtype=int))
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.a = bm.asarray([1, 2, 3, 4])
    self.integral = bp.odeint(self.derivative, method='euler')

  def derivative(self, x, t):
    return -x

  def update(self, tdi):
    self.x += self.rate.shape[0]  #! 'float' object has no attribute 'shape'


runner = bp.DSRunner(Model(4))
runner.run(1.)
#===== a large array made in the step, with state
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size, k=3):
    super().__init__(size)
    self.k, self.big, self.less, self.rate, self.list = k, 2 ** 40, -1, 2.5, [1., 2., 3., 4.]
    self.x = bm.Variable(bm.zeros(self.num))
    self.n = bm.Variable(bm.zeros(self.num, dtype=int))
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.a = bm.asarray([1, 2, 3, 4])
    self.integral = bp.odeint(self.derivative, method='euler')

  def derivative(self, x, t):
    return -x

  def update(self, tdi):
    self.x += bm.sum(bm.arange(100) * self.x[0])  #! an array of 100 elements made inside a step is not supported by bplc: make it in __init__


runner = bp.DSRunner(Model(4))
runner.run(1.)
#===== bits in a derivative
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size, k=3):
    super().__init__(size)
    self.k, self.big, self.less, self.rate, self.list = k, 2 ** 40, -1, 2.5, [1., 2., 3., 4.]
    self.x = bm.Variable(bm.zeros(self.num))
    self.n = bm.Variable(bm.zeros(self.num, dtype=int))
    self.on = bm.Variable(bm.zeros(self.num, dtype=bool))
    self.a = bm.asarray([1, 2, 3, 4])
    self.integral = bp.odeint(self.derivative, method='euler')

  def derivative(self, x, t):
    return -x + (self.a & 1)  #! the bits of integers in a derivative are not supported by bplc

  def update(self, tdi):
    self.x.value = self.integral(self.x, tdi.t)


runner = bp.DSRunner(Model(4))
runner.run(1.)
#===== what bplc cannot do is seen by no except clause
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    try:
      y = bm.median(self.x + 2.)  #! brainpy.math.median() inside a step is not supported by bplc yet
    except Exception:
      y = -1.
    self.x += y


bp.DSRunner(Model(4)).run(0.3)
#===== nor by one without a class
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    try:
      y = sum([v for v in self.x])  #! cannot loop over the elements of an array inside a step: operations work on all elements at once
    except:
      y = -1.
    self.x += y


bp.DSRunner(Model(4)).run(0.3)
#===== nor does a finally clause hide it
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.k = 2.

  def text(self):
    try:
      return float(str(self.k))  #! builtins.str() inside a step is not supported by bplc yet
    finally:
      return -1.

  def update(self, tdi):
    self.x += self.text()


bp.DSRunner(Model(4)).run(0.3)
#===== a number has no elements
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.tau = 2.

  def update(self, tdi):
    for w in self.tau:  #! 'float' object is not iterable
      self.x += w


bp.DSRunner(Model(4)).run(0.3)
#===== the step as a number
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.n = bm.Variable(bm.zeros(self.num, dtype=int))

  def update(self, tdi):
    self.x += len(tdi)  #! 'tdi' is no number or array of a step: take tdi.t, tdi.dt or tdi.i


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== a high power of an integer
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.n = bm.Variable(bm.zeros(self.num, dtype=int))

  def update(self, tdi):
    self.n[:] = (self.n + 1) ** 9  #! a power of integers of a step is not supported by bplc yet, but for exponents 1 to 8: write x.astype(float) ** n, or bm.asarray(x, dtype=float)


runner = bp.DSRunner(Model(5))
runner.run(1.)
