# Wrong scripts whose mistakes lie in functions that others called. The lines "#> ..." below each script are all that bplc writes.
#===== a wrong shape, two calls deep
import brainpy as bp
import brainpy.math as bm


def start(group, values):
  group.V[:] = bm.asarray(values)


def build(n):
  group = bp.neurons.LIF(n)
  start(group, [1., 2.])
  return group


net = bp.Network(build(3))
#> chains.bpl:6:3: error: ValueError: could not broadcast input array from shape (2,) into shape (3,)
#>       group.V[:] = bm.asarray(values)
#>       ^~~~~~~~~~
#> chains.bpl:11:3: note: called from here
#>       start(group, [1., 2.])
#>       ^~~~~~~~~~~~~~~~~~~~~~
#> chains.bpl:15:18: note: called from here
#>     net = bp.Network(build(3))
#>                      ^~~~~~~~
#===== results are read before a run
import brainpy as bp


def rate(runner):
  return runner.mon['spike'].mean()


def trial(drive):
  runner = bp.DSRunner(bp.neurons.LIF(4), monitors=['spike'], inputs=('input', drive))
  return rate(runner)


found = [trial(d) for d in (10., 20.)]
#> chains.bpl:5:10: error: KeyError: "'spike' (nothing was recorded yet: call run() first)"
#>       return runner.mon['spike'].mean()
#>              ^~~~~~~~~~~~~~~~~~~~~~~~~~
#> chains.bpl:10:10: note: called from here
#>       return rate(runner)
#>              ^~~~~~~~~~~~
#> chains.bpl:13:10: note: called from here
#>     found = [trial(d) for d in (10., 20.)]
#>              ^~~~~~~~
#===== recursion without end
import brainpy as bp


def halve(low, high):
  middle = (low + high) / 2.
  return halve(low, middle)


print(halve(0., 1.))
#> chains.bpl:6:10: error: RecursionError: maximum recursion depth exceeded
#>       return halve(low, middle)
#>              ^~~~~~~~~~~~~~~~~~
#> chains.bpl:6:10: note: called from here, 998 times
#>       return halve(low, middle)
#>              ^~~~~~~~~~~~~~~~~~
#> chains.bpl:9:7: note: called from here
#>     print(halve(0., 1.))
#>           ^~~~~~~~~~~~~
#===== a result where the tracer needs a number
import brainpy as bp
import brainpy.math as bm


class Pooled(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def window(self):
    return int(bm.max(self.x.value))

  def update(self, tdi):
    self.x[:self.window()] = 1.


def run(model):
  runner = bp.DSRunner(model)
  runner.run(1.)


run(Pooled(3))
#> chains.bpl:11:12: error: TypeError: a Python number inside a step depends on the state of the model: use bm.where(condition, a, b) or bm.ifelse
#>         return int(bm.max(self.x.value))
#>                ^~~~~~~~~~~~~~~~~~~~~~~~~
#> chains.bpl:14:13: note: called from here
#>         self.x[:self.window()] = 1.
#>                 ^~~~~~~~~~~~~
#> chains.bpl:19:3: note: called from here
#>       runner.run(1.)
#>       ^~~~~~~~~~~~~~
#> chains.bpl:22:1: note: called from here
#>     run(Pooled(3))
#>     ^~~~~~~~~~~~~~
#===== side effects of a step: a list
import brainpy as bp
import brainpy.math as bm

log = []


def note(t):
  log.append(t)


class Logging(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    note(tdi.t)
    self.x.value = self.x + 1.


def run():
  bp.DSRunner(bp.Network(Logging(3))).run(1.)


run()
#> chains.bpl:8:3: error: RuntimeError: a step must not change a list that exists outside of it: keep state in a bm.Variable
#>       log.append(t)
#>       ^~~~~~~~~~~~~
#> chains.bpl:17:5: note: called from here
#>         note(tdi.t)
#>         ^~~~~~~~~~~
#> chains.bpl:22:3: note: called from here
#>       bp.DSRunner(bp.Network(Logging(3))).run(1.)
#>       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
#> chains.bpl:25:1: note: called from here
#>     run()
#>     ^~~~~
#===== side effects of a step: an attribute that counts
import brainpy as bp
import brainpy.math as bm


class Counting(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.calls = 0
    self.x = bm.Variable(bm.zeros(self.num))

  def count(self):
    self.calls += 1

  def update(self, tdi):
    self.count()
    self.x.value = self.x + 1.


def run(model):
  bp.DSRunner(model).run(1.)


run(Counting(3))
#> chains.bpl:12:5: error: RuntimeError: 'Counting.calls' is read and then changed by a step: what lives from step to step must be a bm.Variable
#>         self.calls += 1
#>         ^~~~~~~~~~~~~~~
#> chains.bpl:15:5: note: called from here
#>         self.count()
#>         ^~~~~~~~~~~~
#> chains.bpl:20:3: note: called from here
#>       bp.DSRunner(model).run(1.)
#>       ^~~~~~~~~~~~~~~~~~~~~~~~~~
#> chains.bpl:23:1: note: called from here
#>     run(Counting(3))
#>     ^~~~~~~~~~~~~~~~
#===== side effects of a step: a global that counts
import brainpy as bp
import brainpy.math as bm

calls = 0


class Counting(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    global calls
    calls += 1
    self.x.value = self.x + 1.


def run(model):
  bp.DSRunner(model).run(1.)


run(Counting(3))
#> chains.bpl:14:5: error: RuntimeError: a step must not change the global 'calls': keep state in a bm.Variable
#>         calls += 1
#>         ^~~~~~~~~~
#> chains.bpl:19:3: note: called from here
#>       bp.DSRunner(model).run(1.)
#>       ^~~~~~~~~~~~~~~~~~~~~~~~~~
#> chains.bpl:22:1: note: called from here
#>     run(Counting(3))
#>     ^~~~~~~~~~~~~~~~
#===== side effects of a step: a print in a function
import brainpy as bp
import brainpy.math as bm


def debug(*values):
  print('now', *values)


class Loud(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    debug(tdi.t)
    self.x.value = self.x + 1.


def run(model):
  bp.DSRunner(model).run(1.)


run(Loud(3))
#> chains.bpl:6:3: error: RuntimeError: print() inside a step is not supported: print results after the run, or use a callback
#>       print('now', *values)
#>       ^~~~~~~~~~~~~~~~~~~~~
#> chains.bpl:15:5: note: called from here
#>         debug(tdi.t)
#>         ^~~~~~~~~~~~
#> chains.bpl:20:3: note: called from here
#>       bp.DSRunner(model).run(1.)
#>       ^~~~~~~~~~~~~~~~~~~~~~~~~~
#> chains.bpl:23:1: note: called from here
#>     run(Loud(3))
#>     ^~~~~~~~~~~~
#===== side effects of a step: an item of a list
import brainpy as bp
import brainpy.math as bm


class Keeping(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.last = [0., 0.]
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.last[0] = tdi.t
    self.x.value = self.x + 1.


def run(model):
  bp.DSRunner(model).run(1.)


run(Keeping(3))
#> chains.bpl:12:5: error: RuntimeError: a step must not change a list that exists outside of it: keep state in a bm.Variable
#>         self.last[0] = tdi.t
#>         ^~~~~~~~~~~~
#> chains.bpl:17:3: note: called from here
#>       bp.DSRunner(model).run(1.)
#>       ^~~~~~~~~~~~~~~~~~~~~~~~~~
#> chains.bpl:20:1: note: called from here
#>     run(Keeping(3))
#>     ^~~~~~~~~~~~~~~
#===== an array of the model changed in place
import brainpy as bp
import brainpy.math as bm


class Adding(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.total = bm.zeros(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    self.total += self.x
    self.x.value = self.x + 1.


def run(model):
  bp.DSRunner(model).run(1.)


run(Adding(3))
#> chains.bpl:12:5: error: RuntimeError: 'Adding.total' is read and then changed by a step: what lives from step to step must be a bm.Variable
#>         self.total += self.x
#>         ^~~~~~~~~~~~~~~~~~~~
#> chains.bpl:17:3: note: called from here
#>       bp.DSRunner(model).run(1.)
#>       ^~~~~~~~~~~~~~~~~~~~~~~~~~
#> chains.bpl:20:1: note: called from here
#>     run(Adding(3))
#>     ^~~~~~~~~~~~~~
#===== a derivative of an integral that the script calls
import brainpy as bp
import brainpy.math as bm

step = bp.odeint(lambda x, t: -bm.sum(x) * x, method='exp_auto')


def trajectory(x, n):
  for k in range(n):
    x = step(x, 0.1 * k)
  return x


print(trajectory(bm.ones(3), 5))
#> chains.bpl:4:32: error: NotImplementedError: exp_auto needs the derivative of 'sum', which bplc does not know outside of a step
#>     step = bp.odeint(lambda x, t: -bm.sum(x) * x, method='exp_auto')
#>                                    ^~~~~~~~~
#> chains.bpl:9:9: note: called from here
#>         x = step(x, 0.1 * k)
#>             ^~~~~~~~~~~~~~~~
#> chains.bpl:13:7: note: called from here
#>     print(trajectory(bm.ones(3), 5))
#>           ^~~~~~~~~~~~~~~~~~~~~~~~~
#===== a class attribute that counts, and a variable of a function around the step
import brainpy as bp
import brainpy.math as bm


class Counting(bp.NeuGroup):
  made = 0

  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))

  def update(self, tdi):
    Counting.made = 1
    self.x.value = self.x + 1.


def run(model):
  bp.DSRunner(model).run(1.)


run(Counting(3))
#> chains.bpl:13:5: error: RuntimeError: a step must not change 'Counting.made': keep state in a bm.Variable
#>         Counting.made = 1
#>         ^~~~~~~~~~~~~
#> chains.bpl:18:3: note: called from here
#>       bp.DSRunner(model).run(1.)
#>       ^~~~~~~~~~~~~~~~~~~~~~~~~~
#> chains.bpl:21:1: note: called from here
#>     run(Counting(3))
#>     ^~~~~~~~~~~~~~~~
#=====
import brainpy as bp
import brainpy.math as bm


def counted(model):
  n = 0

  def count(tdi):
    nonlocal n
    n += 1

  bp.DSRunner(model, fun_inputs=count).run(1.)
  return n


counted(bp.neurons.LIF(3))
#> chains.bpl:10:5: error: RuntimeError: a step must not change a variable of the function around it: keep state in a bm.Variable
#>         n += 1
#>         ^~~~~~
#> chains.bpl:12:3: note: called from here
#>       bp.DSRunner(model, fun_inputs=count).run(1.)
#>       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
#> chains.bpl:16:1: note: called from here
#>     counted(bp.neurons.LIF(3))
#>     ^~~~~~~~~~~~~~~~~~~~~~~~~~
#===== the network that a result chooses is wrong
import brainpy as bp


def trial(group):
  runner = bp.DSRunner(group, monitors=['V'])
  runner.run(5.)
  return runner.mon.V[-1].mean()


def choose(v):
  if v > 0.:
    return bp.neurons.LIF(3)
  return bp.neurons.LIF(3, tao=5.)


def main():
  print(trial(choose(trial(bp.neurons.LIF(2)))))


main()
#> chains.bpl:13:28: error: TypeError: LIF.__init__() got an unexpected keyword argument 'tao'
#>       return bp.neurons.LIF(3, tao=5.)
#>                                ^~~
#>   hint: Did you mean 'tau'?
#> chains.bpl:17:15: note: called from here
#>       print(trial(choose(trial(bp.neurons.LIF(2)))))
#>                   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
#> chains.bpl:20:1: note: called from here
#>     main()
#>     ^~~~~~
#===== a runner that is used after a population was replaced
import brainpy as bp


class Pair(bp.Network):
  def __init__(self):
    super().__init__()
    self.a = bp.neurons.LIF(10)
    self.b = bp.neurons.LIF(5)
    self.s = bp.synapses.Exponential(self.a, self.b, bp.conn.All2All(), g_max=1.)


def grow(net, size):
  net.a = bp.neurons.LIF(size)


def again(runner):
  grow(runner.target, 20)
  runner.run(10.)


runner = bp.DSRunner(Pair(), monitors=['a.spike', 'b.V'], inputs=('b.input', 30.))
runner.run(10.)
again(runner)
#> chains.bpl:18:3: error: RuntimeError: the monitor 'a.spike' names another variable than when the runner was made: make a new runner (and new synapses) after a population was replaced
#>       runner.run(10.)
#>       ^~~~~~~~~~~~~~~
#> chains.bpl:23:1: note: called from here
#>     again(runner)
#>     ^~~~~~~~~~~~~
#===== a new runner, but the old synapse
import brainpy as bp

a, b = bp.neurons.LIF(10), bp.neurons.LIF(5)
s = bp.synapses.Exponential(a[2:8], b, bp.conn.All2All(), g_max=1.)
a = bp.neurons.LIF(20)
runner = bp.DSRunner(bp.Network(a=a, b=b, s=s), monitors=['b.V'], inputs=('a.input', 30.))
runner.run(10.)
print(runner.mon['V'])
#> chains.bpl:7:1: warning: the pre population of the synapse 's' is no part of what is run: no step updates it
#>     runner.run(10.)
#>     ^~~~~~~~~~~~~~~
#>   hint: add it to the network; if it was replaced by another population, make the synapse anew
#> chains.bpl:8:7: error: KeyError: "'V' (recorded are 'b.V', 'ts')"
#>     print(runner.mon['V'])
#>           ^~~~~~~~~~~~~~~
#===== an endless loop that steps nothing
#: --discover 1
import brainpy as bp


def wait(k):
  while True:
    try:
      k += 1
    except Exception:
      pass


def main():
  wait(0)


main()
#> chains.bpl:5:9: error: bplc executes a script to see what it steps, and this one did not come to its end in 1 s: it was here and has not stepped anything yet
#>       while True:
#>             ^~~~
#>   hint: a loop must have an end; --discover=SECONDS gives a long calculation more time
#> chains.bpl:13:3: note: called from here
#>       wait(0)
#>       ^~~~~~~
#> chains.bpl:16:1: note: called from here
#>     main()
#>     ^~~~~~
#===== a step that cannot be compiled, behind an except clause
import brainpy as bp
import brainpy.math as bm


class Sorted(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.V = bm.Variable(bm.zeros(size))

  def update(self, tdi):
    self.V.value = bm.sort(self.V)


try:
  bp.DSRunner(Sorted(2)).run(1.)
except Exception as e:
  print(e)
print(missing)
#> chains.bpl:11:20: error: NotImplementedError: brainpy.math.sort() inside a step is not supported by bplc yet
#>         self.V.value = bm.sort(self.V)
#>                        ^~~~~~~~~~~~~~~
#> chains.bpl:15:3: note: called from here
#>       bp.DSRunner(Sorted(2)).run(1.)
#>       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
#> chains.bpl:18:7: error: NameError: name 'missing' is not defined
#>     print(missing)
#>           ^~~~~~~
#===== a step that raises an exception of Python, behind an except clause
import brainpy as bp
import brainpy.math as bm


class Guarded(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.V = bm.Variable(bm.zeros(size))
    self.modes = {}

  def update(self, tdi):
    self.V += self.modes['fast']


try:
  bp.DSRunner(Guarded(2)).run(1.)
except KeyError as e:
  print(e)
print(missing)
#> chains.bpl:12:15: warning: the script catches this exception, and the program has no such step: KeyError: 'fast'
#>         self.V += self.modes['fast']
#>                   ^~~~~~~~~~~~~~~~~~
#> chains.bpl:19:7: error: NameError: name 'missing' is not defined
#>     print(missing)
#>           ^~~~~~~
