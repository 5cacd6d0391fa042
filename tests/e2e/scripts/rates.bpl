# Several networks in one script: a function called in a loop, a parameter that depends on a former result.
import brainpy as bp
import numpy as np


def rate(drive):
  group = bp.neurons.LIF(25, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5., V_initializer=bp.init.Uniform(-60., -50., seed=2))
  runner = bp.DSRunner(group, monitors=['spike'], inputs=[('input', drive)])
  runner.run(30.)
  return int(np.sum(runner.mon['spike']))


drive = 12.
for k in range(4):
  count = rate(drive)
  print(f'{drive:.2f}: {count}')
  drive = drive + (1.5 if count < 60 else -0.5)
