# Teaches a coupling that is no spike: a synapse class of one's own reads the voltages of both sides in every step.
# Two oscillators of unequal speed per pair; the current through the gap junction pulls them together.
# Run it: bplc samples/gap_junctions.bpl -o gap_junctions && mpirun -n 2 ./gap_junctions
import brainpy as bp
import brainpy.math as bm
import numpy as np


class Oscillator(bp.NeuGroup):
  """The FitzHugh-Nagumo equations, driven into oscillation; `speed` stretches time for every cell."""

  def __init__(self, size, speed, V0, name=None):
    super(Oscillator, self).__init__(size=size, name=name)
    self.speed = speed
    self.V = bm.Variable(bm.zeros(self.num) + V0)
    self.w = bm.Variable(bm.zeros(self.num))
    self.input = bm.Variable(bm.zeros(self.num))
    self.integral = bp.odeint(bp.JointEq([self.dV, self.dw]), method='exp_auto')

  def dV(self, V, t, w, I):
    return self.speed * (V - V ** 3 / 3 - w + 0.5 + I)

  def dw(self, w, t, V):
    return self.speed * (V + 0.7 - 0.8 * w) / 12.5

  def update(self, tdi):
    self.V.value, self.w.value = self.integral(self.V, self.w, tdi.t, self.input, dt=tdi.dt)
    self.input[:] = 0.


class GapJunction(bp.TwoEndConn):
  """A current g * (V_pre - V_post) into post, and the opposite one into pre, for every connected pair."""

  def __init__(self, pre, post, conn, g, name=None):
    super(GapJunction, self).__init__(pre=pre, post=post, conn=conn, name=name)
    self.check_pre_attrs('V', 'input')
    self.check_post_attrs('V', 'input')
    self.g = g
    self.pre_ids, self.post_ids = self.conn.require('pre_ids', 'post_ids')

  def update(self, tdi):
    current = self.g * (bm.pre2syn(self.pre.V, self.pre_ids) - bm.pre2syn(self.post.V, self.post_ids))
    self.post.input += bm.syn2post(current, self.post_ids, self.post.num)
    self.pre.input -= bm.syn2post(current, self.pre_ids, self.pre.num)


class Coupled(bp.Network):
  def __init__(self, n, g):
    super(Coupled, self).__init__()
    self.A = Oscillator(n, speed=1., V0=-1.)
    self.B = Oscillator(n, speed=1.15, V0=1.)
    self.gap = GapJunction(self.A, self.B, bp.conn.One2One(), g)


def run(g):
  net = Coupled(20, g)
  runner = bp.DSRunner(
    net,
    monitors=['A.V', 'B.V'],
  )
  runner.run(300.)
  return runner


for g in (0., 0.1, 0.5):
  runner = run(g)
  if 'A.V' in runner.mon:
    A, B = runner.mon['A.V'], runner.mon['B.V']
    late = A.shape[0] // 2
    print(f'g = {g}: voltages {float(np.mean(np.abs(A[late:] - B[late:]))):.3f} apart in the second half')
    bp.visualize.line_plot(runner.mon.ts, A - B, ylabel='V of A - V of B', title=f'a pair with a gap junction of g = {g}', show=True)
