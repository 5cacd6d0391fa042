from typing import List, Tuple

import brainpy as bp
import bpl
import matplotlib.pyplot as plt

a = bpl.LIF(200, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5.)
b = bpl.LIF(100, V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5.)

d = bpl.Exponential(
  a,
  b,
  bp.conn.FixedProb(0.04, seed=123),
  g_max=1.0,
  tau=8.0,
  delay_step=1)

net = bpl.respa.Network(a, b, d)
net.build()

inputs = bpl.input_transform([(a, 20)])

monitor_spike = bpl.monitor_transform([a], attr='spike')
monitor_volt = bpl.monitor_transform([a], attr='V')

monitors = {}
monitors.update(monitor_spike)
monitors.update(monitor_volt)

def spike(a: List[Tuple[int, float]]):
  print(a)

def volt(a: List[Tuple[int, float, float]]):
  # print(a)
  pass

runner = bpl.DSRunner(
  net,
  monitors=monitors,
  inputs=inputs,
  jit=False,
  spike_callback=spike,
  volt_callback=volt,
)
runner.run(10.)

if 'spike' in runner.mon:
  bp.visualize.raster_plot(runner.mon.ts, runner.mon['spike'], show=True)
