# Runs, prints and computes for as long as -D says.
import bpl

duration = 10.
loud = False
turns = 10

a = bpl.LIF(50, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5.)
net = bpl.respa.Network(a)
net.build()


def spike(events):
  if loud:
    print('a line that fills the pipe ' * 10)


runner = bpl.DSRunner(net, monitors=bpl.monitor_transform([a], attr='spike'), inputs=bpl.input_transform([(a, 20)]), jit=False, spike_callback=spike)
runner.run(duration)
total = 0
for k in range(turns):
  total = (total + k) % 7
print('total', total)
