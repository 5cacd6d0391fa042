# Many connections for the counts in run.json.
import brainpy as bp

a = bp.neurons.LIF(2000, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5.)
b = bp.neurons.LIF(2000, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5.)
d = bp.synapses.Exponential(a, b, bp.conn.FixedProb(0.1, seed=123), g_max=0.1, tau=8.)
net = bp.Network(a, b, d)
runner = bp.DSRunner(net, monitors={'b.spike': b.spike}, inputs=[(a.input, 20.)])
runner.run(2.)
