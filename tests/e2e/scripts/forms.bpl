# Every form in which a runner takes inputs and monitors, and a run its rows.
import brainpy as bp
import brainpy.math as bm
import bpl
import numpy as np

bm.enable_x64()


class Sum(bp.NeuGroup):
  """Adds its input and the row that a run gives; fires where the sum is even."""

  def __init__(self, size, name=None):
    super().__init__(size, name=name)
    self.V = bm.Variable(bm.zeros(self.num))
    self.input = bm.Variable(bm.zeros(self.num))
    self.spike = bm.Variable(bm.zeros(self.num, dtype=bool))

  def update(self, tdi, x=0.):
    self.V.value = self.V + self.input + x
    self.spike.value = bm.floor(self.V / 2.) * 2. == self.V
    self.input[:] = 0.


class Nest(bp.Network):
  def __init__(self):
    super().__init__()
    self.E = Sum(6)
    self.I = Sum(4, name='inhibitory')


class Whole(bp.Network):
  def __init__(self):
    super().__init__()
    self.sub = Nest()


def show(label, values):
  print(label, np.asarray(values).shape, np.asarray(values).astype(float).tolist())


def record(inputs=(), monitors=None, steps=2, **more):
  net = Whole()
  given = inputs(net) if callable(inputs) else inputs
  wanted = monitors(net) if callable(monitors) else monitors
  runner = bp.DSRunner(net, inputs=given, monitors=wanted, **more)
  runner.run(steps * 0.1)
  return runner.mon


# Inputs: one item or several, tuples or lists, by path, by name, by variable, through views.
for label, inputs in (('path', ('sub.E.input', 2.)),
                      ('list', ['sub.E.input', 2.]),
                      ('several', [('sub.E.input', 1.), ['sub.E.input', 1., 'fix', '+']]),
                      ('variable', lambda net: (net.sub.E.input, 2.)),
                      ('view', lambda net: (net.sub.E[1:5:2].input, 2.)),
                      ('views', lambda net: bpl.input_transform([(net.sub.E[:2], 1.), (net.sub.E[3:], 2.)])),
                      ('devices', lambda net: bpl.input_transform([([net.sub.E[:2], net.sub.E[4:]], 1.)])),
                      ('array', ('sub.E.input', bm.arange(6.))),
                      ('numpy', ('sub.E.input', np.arange(6.))),
                      ('minus', ('sub.E.input', 2., 'fix', '-')),
                      ('set', [('sub.E.V', 5., 'fix', '='), ('sub.E.V', 2., 'fix', '*'), ('sub.E.V', 4., 'fix', '/')]),
                      ('rows', ('sub.E.input', bm.asarray([1., 2., 3.]), 'iter')),
                      ('column', ('sub.E.input', bm.asarray([[1.], [2.]]), 'iter')),
                      ('matrix', ('sub.E.input', bm.arange(12.).reshape(2, 6), 'iter')),
                      ('function', ('sub.E.input', lambda t, dt: t / dt + 1., 'func')),
                      ('of elements', ('sub.E.input', lambda t, dt: bm.arange(6.), 'func'))):
  show(label, record(inputs, ['sub.E.V'])['sub.E.V'][-1])

show('name', record(('inhibitory.input', 2.), ['sub.I.V'])['sub.I.V'][-1])

drive = ('sub.E.input', bm.arange(6.))
other = ('sub.I.input', 1.)
for label, monitors in (('paths', ['sub.E.V', 'sub.I.spike']),
                        ('name', ['inhibitory.V']),
                        ('index', [('sub.E.V', 3)]),
                        ('indices', [('sub.E.V', [0, 5])]),
                        ('negative', [('sub.E.V', bm.asarray([-1, 1]))]),
                        ('dict', lambda net: {'a': net.sub.E.V, 'b': (net.sub.I.V, [1, 2])}),
                        ('text', {'a': 'sub.E.V'}),
                        ('part', lambda net: {'a': net.sub.E[2:4].V}),
                        ('of a part', lambda net: {'a': (net.sub.E[1:5].V, [0, 3])}),
                        ('side by side', lambda net: {'a': [net.sub.E.V, net.sub.I.V]}),
                        ('parts', lambda net: {'a': [net.sub.E[:2].V, net.sub.I[1:3].V, net.sub.E[4:].V]}),
                        ('mixed', lambda net: {'a': (net.sub.E[4:].V, net.sub.I.V)}),
                        ('of parts', lambda net: {'a': ([net.sub.E[:2].V, net.sub.I[2:].V], [1, 2])}),
                        ('transform', lambda net: bpl.monitor_transform([net.sub.E[:3], net.sub.I[1:]], attr='spike')),
                        ('one', lambda net: bpl.monitor_transform(net.sub.E, attr='V'))):
  mon = record([drive, other], monitors)
  for key in mon:
    if key != 'ts':
      show(label + ' ' + key, mon[key])
functions = record([drive], None, fun_monitors={'n': lambda tdi: tdi.i + 1.})
show('function n', functions['n'])

# Runs: by duration, by rows, both; called in three ways; going on and beginning again.
group = Sum(3)
runner = bp.DSRunner(group, monitors=['V'], inputs=('input', 1.))
runner.run(0.2)
show('run', runner.mon.V)
runner.predict(0.1)
show('predict', runner.mon.V)
runner(0.1)
show('call', runner.mon.V)
seconds, outputs = runner.run(0.1, eval_time=True)
print(seconds >= 0., outputs, runner.run(0.1))
show('times', np.round(runner.mon.ts, 9))
runner.predict(inputs=bm.asarray([[10., 20., 30.], [1., 2., 3.]]))
show('fed', runner.mon.V)
show('times', np.round(runner.mon.ts, 9))
runner.predict(0.3, inputs=bm.asarray([100., 200., 300.]))
show('fed with numbers', runner.mon.V)
runner.predict(inputs=[[0., 0., 1.]] * 2, reset_state=False)
show('fed with a list', runner.mon.V)
runner.run(0.1)
show('alone again', runner.mon.V)
