# Delays that synapses register: shared by identifier, with no, one or many numbers of steps, of spikes, of a voltage and of a view; moved
# on by the network, or by a network's own update(). A reset empties them.
import brainpy as bp
import brainpy.math as bm


class Source(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.V = bm.Variable(bm.arange(self.num, dtype=float))
    self.spike = bm.Variable(bm.zeros(self.num, dtype=bool))

  def update(self, tdi):
    self.V += 1.
    self.spike.value = self.V % 3. == 1.

  def reset_state(self, batch_size=None):
    self.V.value = bm.arange(self.num, dtype=float)
    self.spike[:] = False


class Late(bp.TwoEndConn):
  def __init__(self, pre, post, delay_step):
    super().__init__(pre, post, bp.conn.One2One())
    self.pre2post = self.conn.require('pre2post')
    self.delay_step = self.register_delay(f'{pre.name}.spike', delay_step, pre.spike)
    self.V_steps = self.register_delay(f'{pre.name}.V', 2, pre.V, initial_delay_data=-1.)
    self.arrived, self.V_old = bm.Variable(bm.zeros(post.num)), bm.Variable(bm.zeros(post.num))
    self.register_implicit_vars(self.arrived, {'V_old': self.V_old})

  def update(self, tdi):
    spike = self.get_delay_data(f'{self.pre.name}.spike', self.delay_step)
    self.arrived.value = bm.pre2post_event_sum(spike, self.pre2post, self.post.num, 1.)
    self.V_old.value = self.get_delay_data(f'{self.pre.name}.V', self.V_steps)

  def reset_state(self, batch_size=None):
    self.arrived[:] = 0.
    self.V_old[:] = 0.


class Ordered(bp.Network):
  def __init__(self, *members):
    super().__init__(*members)

  def update(self, tdi):
    for node in self.children():
      node.update(tdi)
    self.update_local_delays()


steps = [None, 0, 1, bm.asarray([0, 3, 1, 2]), 3]


def network(make):
  source, target = Source(4), Source(4)
  links = [Late(source, target, d) for d in steps] + [Late(source[1:3], target[1:3], 2)]
  return make(source, target, *links), links


net, links = network(bp.Network)
runner = bp.DSRunner(
  net,
  monitors={'arrived': [s.arrived for s in links], 'V': links[0].V_old},
)
runner.run(0.9)
own, own_links = network(Ordered)
bp.DSRunner(own).run(0.9)
for s in own_links:
  print([int(x) for x in s.arrived.value], [int(x) for x in s.V_old.value])
net.reset_state()
runner.run(0.1)
for s in links:
  print([int(x) for x in s.arrived.value], [int(x) for x in s.V_old.value])
