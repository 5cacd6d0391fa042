# An integral that is run on its own: several start values side by side, parameters, inputs of every step, runs that go on.
import brainpy as bp
import brainpy.math as bm

bm.enable_x64()


def dV(V, t, w, I):
  return V - V ** 3 / 3. - w + I


def dw(w, t, V, a):
  return (V + a) / 12.5


def show(label, values):
  print(label, *[repr(float(v)) for v in values])


cell = bp.odeint(bp.JointEq(dV, dw), method='rk4')
runner = bp.IntegratorRunner(
  cell,
  monitors=['V', ('w', [2])],
  inits={'V': [-1., 0.3, 1.7], 'w': 0.2},
  args={'a': 0.7},
  dyn_args={'I': bm.arange(1., 41.) / 40.},
  fun_monitors={'phase': lambda t, dt: t + dt},
  dt=0.05,
)
runner.run(1.)
if 'V' in runner.mon:
  show('first', [*runner.mon.V[-1], *runner.mon.w[-1]])
  print(runner.mon.V.shape, runner.mon.w.shape)
show('times', [runner.mon.ts[0], runner.mon.ts[-1], runner.mon.phase[-1]])
runner.run(2.)
if 'V' in runner.mon:
  show('second', [*runner.mon.V[-1], *runner.mon.w[-1]])
show('later', [runner.mon.ts[0], runner.mon.ts[-1]])

decay = bp.odeint(lambda x, t, tau: bm.sin(t) - x / tau, method='exp_auto')
single = bp.IntegratorRunner(decay, monitors=['x'], inits=[2.], args={'tau': 3.}, dt=0.1)
single.run(1., start_t=5.)
show('single', [single.mon.x[-1, 0], single.mon.ts[-1]])
x = 2.
for k in range(10):
  x = decay(x, 5. + 0.1 * k, 3.)
show('called', [x])

both = bp.odeint(lambda x, y, t: (-y, x), method='heun2', dt=0.01)
circle = bp.IntegratorRunner(both, monitors=['x', 'y'], inits=(1.,), dt=0.01)
circle.run(3.)
show('circle', [circle.mon.x[-1, 0], circle.mon.y[-1, 0]])
