# Views as ends of synapses, targets of inputs and monitors: with steps, of other views, and overlapping.
import brainpy as bp
import brainpy.math as bm

steps = 40


class Counter(bp.NeuGroup):
  """V integrates the input of every step; a neuron spikes where V reaches 5 and starts again at V - 5."""

  def __init__(self, size):
    super().__init__(size)
    self.V = bm.Variable(0.25 * bm.arange(self.num, dtype=float))
    self.input = bm.Variable(bm.zeros(self.num))
    self.spike = bm.Variable(bm.zeros(self.num, dtype=bool))

  def update(self, tdi):
    V = self.V + 0.5 * self.input
    self.spike.value = V >= 5.
    self.V.value = bm.where(self.spike, V - 5., V)

  def clear_input(self):
    self.input[:] = 0.


class Jump(bp.TwoEndConn):
  """Adds `size` to V of the post neurons for every spike of the pre neurons of the step before."""

  def __init__(self, pre, post, conn, size=0.5):
    super().__init__(pre, post, conn)
    self.size = size
    self.pre2post = self.conn.require('pre2post')

  def update(self, tdi):
    self.post.V += bm.pre2post_event_sum(self.pre.spike, self.pre2post, self.post.num, self.size)


source, target = Counter(20), Counter(13)
odd = source[1:18:2]
third = odd[1:8:3]
wide, narrow = target[2:11], target[2:11][1:9:2]
first = Jump(odd, wide, bp.conn.One2One())
second = Jump(third, narrow, bp.conn.All2All(), size=0.25)
net = bp.Network(source=source, target=target, first=first, second=second)
runner = bp.DSRunner(
  net,
  inputs=[(source.input, 0.5), (odd.input, 1.), (third.input, bm.arange(steps, dtype=float) / 16., 'iter'), (source[0:5].input, 2., 'fix', '*'), (narrow.input, 0.75),
          (wide.input, bm.reshape(bm.arange(steps * 9, dtype=float), (steps, 9)) / 128., 'iter'), (target[12:].input, lambda t, dt: 0.25 * t, 'func', '=')],
  monitors={'V': source.V, 'spike': source.spike, 'target': target.V, 'third': third.V, 'narrow': (narrow.V, [0, 3])},
)
runner.run(steps * 0.1)
if 'third' in runner.mon:
  print(runner.mon['third'].shape, runner.mon['narrow'].shape)
  print(bm.max(bm.abs(runner.mon['third'] - runner.mon['V'][:, 3:18:6])), bm.max(bm.abs(runner.mon['narrow'] - runner.mon['target'][:, [3, 9]])))
