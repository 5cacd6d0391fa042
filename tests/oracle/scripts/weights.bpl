#: weight=0 -> 3
#: weight=1 -> 1
#: weight=2 -> 0
#: weight=3 -> 1
# A weight that is a number or an array, and a delay or none, are different steps; an int and a float are one.
import brainpy as bp
import brainpy.math as bm

weight = 0
a = bp.neurons.LIF(4)
g_max = [1.5, bm.ones(16), 2, 3][weight]
s = bp.synapses.Exponential(a, a, bp.conn.All2All(), g_max=g_max, tau=8., delay_step=2 if weight == 3 else None)
runner = bp.DSRunner(bp.Network(a, s))
runner.run(1.)
