#: n=6 m=4 -> 3
#: n=4 m=4 -> 0
#: n=9 m=2 -> 0
#: n=1 m=4 -> 0
#: n=6 m=1 -> 0
#: n=1 m=1 -> 0
# Populations of one length, and of one neuron.
import brainpy as bp
import brainpy.math as bm

n = 6
m = 4


class Pull(bp.TwoEndConn):
  def __init__(self, pre, post, k=0.1):
    super().__init__(pre, post, bp.conn.All2All())
    self.k = k
    self.s = bm.Variable(bm.zeros(self.post.num))

  def update(self, tdi):
    self.s += self.k * (bm.mean(self.pre.V) - self.post.V)
    self.post.input += self.s


a = bp.neurons.LIF(n)
b = bp.neurons.LIF(m)
p = Pull(a, b)
q = Pull(b, a, k=2)
net = bp.Network(a, b, p, q)
runner = bp.DSRunner(net, monitors={'V': a.V})
runner.run(1.)
