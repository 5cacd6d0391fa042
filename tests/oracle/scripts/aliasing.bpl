#: same=0 -> 3
#: same=1 -> 1
#: same=0 -> 0
#: same=1 -> 0
# A synapse from a population to itself is another step than one between two: here the first input changes what is read.
import brainpy as bp
import brainpy.math as bm

same = 0


class Swap(bp.TwoEndConn):
  def __init__(self, pre, post):
    super().__init__(pre, post, bp.conn.One2One())

  def update(self, tdi):
    self.post.input += self.pre.V
    self.pre.input += self.post.input * 0.5


a = bp.neurons.LIF(5)
b = bp.neurons.LIF(5)
s = Swap(a, a if same == 1 else b)
runner = bp.DSRunner(bp.Network(a, b, s), monitors={'V': a.V})
runner.run(1.)
