# Literals that are values, and one (refractory) that another structure follows from.
import brainpy as bp

count = 3
second = True
refractory = True

groups = [bp.neurons.LIF(10 + k, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5. if refractory else None, name=f'group{k}')
          for k in range(count)]
net = bp.Network(*groups)
runner = bp.DSRunner(net, monitors={'group0.spike': groups[0].spike}, inputs=[(groups[0].input, 20.)])
runner.run(10.)
if second:
  runner.run(5.)
