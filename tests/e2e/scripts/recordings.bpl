# runner.mon is a dict to look at: its keys, its values, and what is copied from it.
import json

import brainpy as bp
import brainpy.math as bm
import numpy as np

bm.enable_x64()


class Counting(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.y = bm.Variable(bm.arange(self.num) * 1.)

  def update(self, tdi):
    self.x += 1.
    self.y += self.x


group = Counting(3)
level = bm.Variable(bm.ones(1) * 2.5)
runner = bp.DSRunner(
  group,
  monitors=['x', 'y'],
)
runner.run(0.4)

if 'y' in runner.mon:
  for key, value in runner.mon.items():
    print(key, value.shape, np.round(value[-1], 3).tolist())
  print(list(runner.mon.keys()), sorted(runner.mon), len(runner.mon), len(runner.mon.values()), 'x' in runner.mon.keys())
  print(runner.mon.get('x')[1].tolist(), runner.mon.get('z'), runner.mon.get('z', 'no z'))
  results = dict(runner.mon)
  merged = {**runner.mon, 'note': 'kept'}
  copied = runner.mon.copy()


  def widths(x, y, ts):
    return x.shape[-1] + y.shape[-1], len(ts)


  print(widths(**runner.mon), results['y'][2].tolist(), merged['note'], len(merged), sorted(copied))
  results['x'] = None
  runner.run(0.2)
  print(results['y'].shape, runner.mon['x'].shape, [float(v.sum()) for v in runner.mon.values()][0])
  print(json.dumps({key: float(np.mean(value)) for key, value in runner.mon.items() if key != 'ts'}))
  total = runner.mon['x'].sum()
  print('%d counted, %.2f on average' % (total, runner.mon.x.mean()), '-' * int(total / 10), [0] * len(set(runner.mon.x[-1])))
  print('%.2f' % level, float(level), int(level), bm.as_numpy(group.x).tolist(), np.linalg.norm(group.x) ** 2)
