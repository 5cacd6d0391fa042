# Callbacks that keep state on the host: closures, classes, dicts, f-strings, exceptions.
import brainpy as bp
import bpl
import math


class Tally:
  def __init__(self, label):
    self.label = label
    self.first = {}
    self.intervals = []

  def __call__(self, events):
    for neuron, t in events:
      if neuron in self.first:
        self.intervals.append(t - self.first[neuron])
      self.first[neuron] = t

  def report(self):
    if not self.intervals:
      return f'{self.label}: silent'
    mean = sum(self.intervals) / len(self.intervals)
    deviation = math.sqrt(sum((x - mean) ** 2 for x in self.intervals) / len(self.intervals))
    return f'{self.label}: {len(self.intervals)} intervals, mean {mean:.4f}, deviation {deviation:.4f}'


a = bpl.LIF(30, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5., V_initializer=bp.init.Normal(-55., 2., seed=1))
net = bpl.respa.Network(a)
net.build()

tally = Tally('a')
extremes = {'low': math.inf, 'high': -math.inf}


def watch(values):
  for neuron, t, v in values:
    extremes['low'] = min(extremes['low'], v)
    extremes['high'] = max(extremes['high'], v)


runner = bpl.DSRunner(
  net,
  monitors={**bpl.monitor_transform([a], attr='spike'), **bpl.monitor_transform([a], attr='V')},
  inputs=bpl.input_transform([(a, 20.)]),
  jit=False,
  spike_callback=tally,
  volt_callback=watch,
)
runner.run(60.)

if 'spike' in runner.mon:
  print(tally.report())
  print({key: round(value, 3) for key, value in extremes.items()})
try:
  runner.mon['nothing']
except KeyError as e:
  print('no such recording')
