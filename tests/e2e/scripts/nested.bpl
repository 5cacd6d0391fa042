# The order of a step: a nested network follows the populations of the network that holds it; a Container keeps its list.
import brainpy as bp
import brainpy.math as bm

bm.enable_x64()


class Stage(bp.NeuGroup):
  """x becomes what the source is at this moment, plus one."""

  def __init__(self, source=None):
    super().__init__(1)
    self.source = source
    self.x = bm.Variable(bm.zeros(1))

  def update(self, tdi):
    if self.source is None:
      self.x += 1.
    else:
      self.x.value = self.source.x + 1.


first = Stage()
inner = Stage(first)
before = Stage(inner)
net = bp.Network(nested=bp.Network(inner=inner), before=before, first=first)
runner = bp.DSRunner(net, monitors=['first.x', 'nested.inner.x', 'before.x'])
runner.run(0.3)
for key in ('first.x', 'nested.inner.x', 'before.x'):
  print(key, runner.mon[key][:, 0].tolist())

start = Stage()
middle = Stage(start)
end = Stage(middle)
runner = bp.DSRunner(bp.Container(end, start, middle), monitors={'start': start.x, 'middle': middle.x, 'end': end.x})
runner.run(0.3)
for key in ('start', 'middle', 'end'):
  print(key, runner.mon[key][:, 0].tolist())
