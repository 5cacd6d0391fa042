# A population that has three names: of the network's attribute, with the network's own name before it, and the automatic one.
import brainpy as bp

net = bp.Network(E=bp.neurons.LIF(5, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5.))
runner = bp.DSRunner(net, monitors=['E.V'], inputs=('E.input', 12.))
runner.run(8.)
print(runner.mon['E.V'][-1])
