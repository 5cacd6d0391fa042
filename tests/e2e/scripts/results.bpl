# A script that works with what its runs gave, in the ways scripts do: tables, dicts keyed by neurons, statistics, sorting,
# formatting, a search that ends when a rate is reached, parameters that depend on former results.
import math
import time
from collections import Counter, defaultdict, namedtuple

import brainpy as bp
import bpl
import numpy as np

Trial = namedtuple('Trial', 'drive rate tau')


class Recorder:
  def __init__(self):
    self.trains = defaultdict(list)
    self.counts = Counter()
    self.highest = -math.inf

  def spikes(self, events):
    for neuron, t in events:
      self.trains[neuron].append(t)
      self.counts[neuron] += 1

  def voltages(self, values):
    if not values:
      return
    neuron, t, v = max(values, key=lambda item: item[2])
    if v > self.highest:
      self.highest = v

  def intervals(self):
    return {n: [round(b - a, 3) for a, b in zip(ts, ts[1:])] for n, ts in self.trains.items() if len(ts) > 1}

  def __str__(self):
    return f'{len(self.trains)} trains, highest {self.highest:.3f} mV'


begin = time.time()
recorder = Recorder()
pair = bpl.LIF(12, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5., V_initializer=bp.init.Uniform(-60., -50., seed=3))
net = bpl.respa.Network(pair)
net.build()
runner = bpl.DSRunner(
  net,
  monitors={**bpl.monitor_transform([pair], attr='spike'), **bpl.monitor_transform([pair], attr='V')},
  inputs=bpl.input_transform([(pair, 18.)]),
  jit=False,
  spike_callback=recorder.spikes,
  volt_callback=recorder.voltages,
)
runner.run(60.)

if 'spike' in runner.mon:
  print(recorder)
  print('most active:', recorder.counts.most_common(3))
  intervals = recorder.intervals()
  print('first intervals:', {n: intervals[n][:2] for n in sorted(intervals)[:3]})
  matrix = runner.mon['spike']
  rates = np.mean(matrix, axis=0)
  for n in range(3):
    print(f'neuron {n}: {rates[n]:.5f} per step' + (' (silent)' if rates[n] == 0 else ''))
  print('total', int(matrix.sum()), 'of', matrix.shape, 'last', round(float(runner.mon.ts[-1]), 3))


def measure(drive, tau=20.):
  group = bp.neurons.LIF(8, V_rest=-60., V_th=-50., V_reset=-60., tau=tau, tau_ref=5.)
  trial = bp.DSRunner(group, monitors=['spike'], inputs=[('input', drive)])
  trial.run(40.)
  return float(np.sum(trial.mon['spike'])) / (8 * 0.04)


trials = []
drive, step = 11., 4.
while step > 0.4:
  rate = measure(drive)
  trials.append(Trial(drive, rate, 20.))
  drive = drive + step if rate < 60. else drive - step
  step = step / 2
for trial in sorted(trials, key=lambda t: (-t.rate, t.drive)):
  print(f'{trial.drive:6.3f} -> {trial.rate:7.2f} Hz')
best = min(trials, key=lambda t: abs(t.rate - 60.))
print('best', best.drive, 'above' if best.rate > 60. else 'below or at', 'the target')

table = np.zeros((2, 3))
for i, tau in enumerate([10., 20. + best.rate / 100.]):
  for k in range(3):
    table[i, k] = measure(14. + k, tau)
rows, columns = np.nonzero(table > 40.)
print(table.round(2).tolist(), len(rows), int(np.argmax(table)))
summary = {'mean': table.mean(), 'spread': math.sqrt(((table - table.mean()) ** 2).mean())}
print(', '.join(f'{k} {v:.4f}' for k, v in summary.items()))
if summary['spread'] > 1000.:
  raise RuntimeError(f'the rates differ too much: {summary}')
assert time.time() >= begin
