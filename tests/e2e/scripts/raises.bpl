# An exception in a callback ends the run on every rank; what was recorded stays.
import bpl

a = bpl.LIF(10, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5.)
net = bpl.respa.Network(a)
net.build()

seen = []


def spike(events):
  for item in events:
    seen.append(item)
  if len(seen) > 15:

    raise ValueError('too many spikes')


runner = bpl.DSRunner(net, monitors=bpl.monitor_transform([a], attr='spike'), inputs=bpl.input_transform([(a, 20)]), jit=False, spike_callback=spike)
runner.run(60.)
