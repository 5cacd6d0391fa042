# Wrong networks, inputs, monitors and runs; marks as in models.bpl.
#===== an unbuilt network
import bpl
a = bpl.LIF(10, V_th=-50.)
net = bpl.respa.Network(a)
runner = bpl.DSRunner(net, monitors=bpl.monitor_transform([a], attr='spike'))
runner.run(1.)  #! the network is not built: call net.build()
#===== a spike monitor on something without spikes
import brainpy as bp
import brainpy.math as bm


class Silent(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.x.value = self.x.value + 1.


s = Silent(5)
runner = bp.DSRunner(s, monitors=['spike'])  #! spike
#===== the same through bpl
import bpl
import brainpy as bp
import brainpy.math as bm


class Silent(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))


monitors = bpl.monitor_transform([Silent(5)], attr='spike')  #! Silent has no such variable
#===== a monitor of an unknown variable
import brainpy as bp
a = bp.neurons.LIF(10)
runner = bp.DSRunner(a, monitors=['Vm'])  #! Vm
#===== monitors are variables
import brainpy as bp
a = bp.neurons.LIF(10)
runner = bp.DSRunner(a, monitors={'tau': a.tau})  #! monitor 'tau' must be a bm.Variable
#===== inputs
import brainpy as bp
a = bp.neurons.LIF(10)
runner = bp.DSRunner(a, inputs=[('inputt', 1.)])  #! inputt
#=====
import brainpy as bp
a = bp.neurons.LIF(10)
runner = bp.DSRunner(a, inputs=[('input', 1., 'often')])  #! 'fix', 'iter' or 'func'
#=====
import bpl
a = bpl.LIF(10, V_th=-50.)
inputs = bpl.input_transform([([a, 5], 20)])  #! needs a population
#===== a network of something else
import brainpy as bp
net = bp.Network(3)  #! a Network holds populations and synapses
#===== durations
import brainpy as bp
runner = bp.DSRunner(bp.neurons.LIF(10))
runner.run(-1.)  #! the duration must not be negative
#=====
import brainpy as bp
runner = bp.DSRunner(bp.neurons.LIF(10))
runner.run('10')  #! the duration must be a number
#===== a monitor needs a list
import bpl
a = bpl.neurons.LIF(10, V_reset=-60., V_th=-50., V_rest=-60., tau=20., tau_ref=5.)
m = bpl.device.Monitor(a, bpl.device.MonitorKey.spike)  #! Monitor needs a list of populations
#===== the platform
import bpl
bpl.set_platform('tpu')  #! 'cpu' or 'gpu'
#===== a callback that is no function
import bpl
a = bpl.LIF(10, V_th=-50.)
net = bpl.respa.Network(a)
net.build()
runner = bpl.DSRunner(net, monitors=bpl.monitor_transform([a], attr='spike'), spike_callback=5)  #! spike_callback must be a function
#===== branching on symbolic state
import brainpy as bp
import brainpy.math as bm


class Branch(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    if self.x.value > 0.5:  #! bm.where
      self.x.value = self.x.value - 1.


runner = bp.DSRunner(Branch(5))
runner.run(1.)
#===== printing in a step
import brainpy as bp
import brainpy.math as bm


class Loud(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    print(self.x.value)  #! print() inside a step


runner = bp.DSRunner(Loud(5))
runner.run(1.)
#===== changing an object that existed before the step
import brainpy as bp
import brainpy.math as bm


class Counting(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.steps = []

  def update(self, tdi):
    self.steps.append(1)  #! bm.Variable
    self.x.value = self.x.value + 1.


runner = bp.DSRunner(Counting(5))
runner.run(1.)
#===== an update that does not exist
import brainpy as bp


class Empty(bp.NeuGroup):
  pass


runner = bp.DSRunner(Empty(5))
runner.run(1.)  #! has no update(self, tdi)
#===== what a runner takes
import brainpy as bp
a = bp.neurons.LIF(5)
runner = bp.DSRunner(a, monitors=['V'])
print(runner.mon['V'])  #! 'V' (nothing was recorded yet: call run() first)
#=====
import brainpy as bp
a = bp.neurons.LIF(5)
runner = bp.DSRunner(a, monitors=['V'])
print(runner.mon.V)  #! 'V' (nothing was recorded yet: call run() first)
#=====
import brainpy as bp
a = bp.neurons.LIF(5)
runner = bp.DSRunner(a, monitors=['V'])
runner.run(1.)
print(runner.mon.spike)  #! 'spike' (recorded are 'V', 'ts')
#=====
import brainpy as bp
a = bp.neurons.LIF(5)
runner = bp.DSRunner(a, inputs=('input', (x for x in range(10)), 'iter'))  #! write its values to an array, as in bm.asarray(list(values))
#=====
import brainpy as bp
a = bp.neurons.LIF(5)
runner = bp.DSRunner(a, inputs=('input', 3., 'func'))  #! the value of an input of type 'func' must be a function of the step
#=====
import brainpy as bp
a = bp.neurons.LIF(5)
runner = bp.DSRunner(a, fun_inputs=3.)  #! fun_inputs must be a function of the step, such as lambda tdi: ..., not float
#=====
import brainpy as bp
a = bp.neurons.LIF(5)
runner = bp.DSRunner(a, fun_monitors=[a.V])  #! fun_monitors must be a dict of functions, not list
#=====
import brainpy as bp
a = bp.neurons.LIF(5)
runner = bp.DSRunner(a, fun_monitors={3: lambda tdi: a.V})  #! the key of a monitor must be a str, not 3
#=====
import brainpy as bp
a = bp.neurons.LIF(5)
runner = bp.DSRunner(a, t0='now')  #! t0 must be a number (ms), not str
#===== the rows of a run
import brainpy as bp
import brainpy.math as bm


class Sum(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.V = bm.Variable(bm.zeros(self.num))

  def update(self, tdi, x=0.):
    self.V += x


runner = bp.DSRunner(Sum(3))
runner.predict(inputs=('V', 5.))  #! the inputs of a run are an array with one row a step, not tuple; what goes to a variable is an argument of the runner: DSRunner(..., inputs=...)
#=====
import brainpy as bp
import brainpy.math as bm


class Sum(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.V = bm.Variable(bm.zeros(self.num))

  def update(self, tdi, x=0.):
    self.V += x


runner = bp.DSRunner(Sum(3))
runner.predict(inputs=bm.asarray(5.))  #! the inputs of a run are an array with one row a step, not one number
#=====
import brainpy as bp
import brainpy.math as bm


class Sum(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.V = bm.Variable(bm.zeros(self.num))

  def update(self, tdi, x=0.):
    self.V += x


runner = bp.DSRunner(Sum(3))
runner.predict(1., inputs=bm.zeros((4, 3)))  #! the inputs of a run of 1.0 ms have 4 rows for 10 steps
#=====
import brainpy as bp
import brainpy.math as bm


class Sum(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.V = bm.Variable(bm.zeros(self.num))

  def update(self, tdi, x=0.):
    self.V += x


runner = bp.DSRunner(Sum(3))
runner.predict(1., inputs_are_batching=True)  #! run(inputs_are_batching=True) is not supported by bplc: a run has one network, not a batch of them
#=====
import brainpy as bp
import brainpy.math as bm


class Sum(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.V = bm.Variable(bm.zeros(self.num))

  def update(self, tdi, x=0.):
    self.V += x


runner = bp.DSRunner(Sum(3))
runner.predict(1., shared_args={'fit': True})  #! run(shared_args=...) is not supported by bplc: give the value to the model, as in model.fit = True
#===== an update that takes no row
import brainpy as bp
import brainpy.math as bm
runner = bp.DSRunner(bp.neurons.LIF(3))
runner.predict(inputs=bm.zeros((4, 3)))  #! takes 2 positional arguments but 3 were given
#===== an update with a value
import brainpy as bp
import brainpy.math as bm


class Layer(bp.DynamicalSystem):
  def __init__(self):
    super().__init__()
    self.V = bm.Variable(bm.zeros(3))

  def update(self, tdi, x):
    self.V += x
    return self.V.value


runner = bp.DSRunner(Layer())
runner.predict(inputs=bm.zeros((4, 3)))  #! Layer.update() returns a value, and predict(inputs=...) of bplc does not stack these: write it to a bm.Variable and give that a monitor
#===== integrals that the script calls
import brainpy as bp
step = bp.odeint(lambda x, t: None)
x = step(1., 0.)  #! what a derivative gives must be a number or an array, not NoneType
#=====
import brainpy as bp
step = bp.odeint(lambda x, t: -x, method='rk4')
x = step('1', 0.)  #! the state 'x' must be a number or an array, not str
#=====
import brainpy as bp
step = bp.odeint(lambda x, t: -x, method='rk4')
x = step(1., 0., dt=None)  #! dt must be a number or an array, not NoneType
#=====
import brainpy as bp
step = bp.odeint(lambda x, t, k: -x)
x = step(1., 0., K=2.)  #! the integral got an unexpected keyword argument 'K'
#=====
import brainpy as bp
step = bp.odeint(lambda x, y, t: (y, -x), method='exp_auto')
x, y = step(1., 0., 0.)  #! exp_auto integrates one variable at a time: write bp.JointEq with one function a variable
#=====
import brainpy as bp
step = bp.odeint(lambda x, y, t: y, method='rk4')
x, y = step(1., 0., 0.)  #! the derivative of 2 states returned 1 values
#=====
import brainpy as bp
import brainpy.math as bm
step = bp.odeint(lambda x, t: -x + bm.mean(x), method='exp_auto')  #! exp_auto needs the derivative of 'mean', which bplc does not know outside of a step
x = step(bm.ones(3), 0.)
#=====
import brainpy as bp
import brainpy.math as bm
step = bp.odeint(lambda x, t: -x * x[0], method='exp_auto')  #! exp_auto needs the derivative of a part of its state, which bplc does not know outside of a step
x = step(bm.ones(3), 0.)
#=====
import brainpy as bp
import brainpy.math as bm
step = bp.odeint(lambda x, t: bm.ones(2) - x)  #! operands could not be broadcast together with shapes
x = step(bm.ones(3), 0.)
#===== an integral on its own
import brainpy as bp
runner = bp.IntegratorRunner(lambda x, t: -x, monitors=['x'])  #! IntegratorRunner needs an integral made by odeint or sdeint, not function
#=====
import brainpy as bp
runner = bp.IntegratorRunner(bp.odeint(lambda x, t: -x))  #! IntegratorRunner needs monitors: a list of the names of states
#=====
import brainpy as bp
runner = bp.IntegratorRunner(bp.odeint(lambda x, t: -x), monitors=['y'])  #! monitors: there is no state 'y', only ['x']
#=====
import brainpy as bp
runner = bp.IntegratorRunner(bp.odeint(lambda x, t: -x), monitors=['x'], inits={'V': 1.})  #! inits: there is no state 'V', only ['x']
#=====
import brainpy as bp
runner = bp.IntegratorRunner(bp.odeint(lambda x, t: -x), monitors=['x'], inits=[1., 2.])  #! inits has 2 values for the states ['x']
#=====
import brainpy as bp
runner = bp.IntegratorRunner(bp.odeint(lambda x, t, tau: -x / tau), monitors=['x'], args={'T': 1.})  #! args: the integral has no parameter 'T', only ['tau']
#=====
import brainpy as bp
runner = bp.IntegratorRunner(bp.odeint(lambda x, t, tau: -x / tau), monitors=['x'], args=3.)  #! args must be a dict of parameters by name, not float
#===== an update() of another generation
import brainpy as bp
class Old(bp.NeuGroup):
  def update(self, t, dt):
    pass
runner = bp.DSRunner(Old(3))
runner.run(1.)  #! Old.update(t, dt) has another form than a step needs: write update(self, tdi) and read tdi.t and tdi.dt
#=====
import brainpy as bp
class New(bp.NeuGroup):
  def update(self):
    pass
runner = bp.DSRunner(New(3))
runner.run(1.)  #! New.update() has another form than a step needs: write update(self, tdi) and read tdi.t and tdi.dt
#===== what follows from a run that failed is no mistake of its own
import brainpy as bp
runner = bp.DSRunner(bp.neurons.LIF(10), monitors=['V'], inputs=('input', [20.] * 7))
runner.run(10.)  #! an input of 7 values for 10 elements
print(runner.mon.V[0])
other = bp.neurons.LIF(3, tao=5.)  #! got an unexpected keyword argument 'tao'
#===== pictures
import brainpy as bp
fig, gs = bp.visualize.get_figure(1, 2, 3, 6)
ax = fig.add_subplot(gs[0, 1])
ax.plot([1., 2.])  #! bplc draws bp.visualize.raster_plot and line_plot only: axes have no 'plot'
#===== a variable whose shape only a result tells
import brainpy as bp
import brainpy.math as bm
group = bp.neurons.LIF(3)
runner = bp.DSRunner(group, monitors=['V'])
runner.run(1.)
group.V = bm.Variable(runner.mon.V[-1])  #! bplc needs to know the shape of a bm.Variable, which a result of a run does not tell
#===== currents
import brainpy as bp
I = bp.inputs.section_input([1., 2.], [10.])  #! section_input() got 2 values for 1 durations
#=====
import brainpy as bp
I = bp.inputs.spike_input(3., 1., 1., 10.)  #! sp_times must be a list or tuple of times, not float
#=====
import brainpy as bp
I = bp.inputs.spike_input([3., 4.], [1.], 1., 10.)  #! spike_input() got 1 lengths and 2 sizes for 2 times
#=====
import brainpy as bp
I = bp.inputs.wiener_process(10., t_start=4., t_end=12.)  #! t_start and t_end must be times within the duration of 10.0 ms, not 4.0 and 12.0
