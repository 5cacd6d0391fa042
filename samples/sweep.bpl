# Teaches a sweep: a function builds a network, runs it and returns its rate; a `for` prints the curve of rate over input.
# A `while` then halves an interval until the input that gives the wanted rate is found: every run depends on the last result.
# Run it: bplc samples/sweep.bpl -o sweep && ./sweep
import brainpy as bp
import numpy as np

wanted = 20.  # Hz


class Inhibited(bp.Network):
  def __init__(self, n=200):
    super(Inhibited, self).__init__()
    self.N = bp.neurons.LIF(n, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5., V_initializer=bp.init.Normal(-55., 2., seed=5))
    self.N2N = bp.synapses.Exponential(self.N, self.N, bp.conn.FixedProb(0.1, seed=6), output=bp.synouts.COBA(E=-80.), g_max=0.2, tau=10., delay_step=10)


def rate_of(current):
  net = Inhibited()
  runner = bp.DSRunner(net, monitors=['N.spike'], inputs=('N.input', current), progress_bar=False)
  runner.run(200.)
  return float(np.mean(bp.measure.firing_rate(runner.mon['N.spike'], 10.)))


for k in range(7):
  current = 10. + 5. * k
  rate = rate_of(current)
  print(f'{current:5.1f} -> {rate:5.1f} Hz ' + '*' * int(rate))

low, high = 10., 40.
tries = 0
rate = 0.
while abs(rate - wanted) > 0.5 and tries < 12:
  current = (low + high) / 2
  rate = rate_of(current)
  tries += 1
  if rate < wanted:
    low = current
  else:
    high = current
print(f'an input of {current:.2f} gives {rate:.1f} Hz, found in {tries} runs')
