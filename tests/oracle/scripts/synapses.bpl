#: n=4 m=6 -> 3
#: n=6 m=6 -> 0
#: n=3 m=9 -> 0
# A matrix between populations of different sizes, or of one.
import brainpy as bp
import brainpy.math as bm

n = 4
m = 6


class Dense(bp.TwoEndConn):
  def __init__(self, pre, post, w):
    super().__init__(pre, post, bp.conn.All2All())
    self.w = w

  def update(self, tdi):
    self.post.input += bm.dot(self.pre.V, self.w)


a = bp.neurons.LIF(n)
b = bp.neurons.LIF(m)
forth = Dense(a, b, bm.ones((n, m)))
back = Dense(b, a, bm.ones((m, n)))
runner = bp.DSRunner(bp.Network(a, b, forth, back))
runner.run(1.)
