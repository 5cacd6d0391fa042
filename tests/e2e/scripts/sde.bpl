# A stochastic equation whose noise grows with the state, beside an equation without noise.
import brainpy as bp
import brainpy.math as bm

method = 'euler'
kind = 'Ito'
mu, sigma, tau = 0.3, 0.4, 6.


class Noisy(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(1. + 0.5 * bm.arange(self.num, dtype=float) / self.num)
    self.y = bm.Variable(bm.zeros(self.num))

    def dx(x, t, y, drive):
      return mu * x * (drive - bm.tanh(x)) - 0.2 * y

    def dy(y, t, x):
      return (x - y) / tau

    def gx(x, t, y):
      return sigma * x * bm.cos(0.5 * x) + 0.1 * y

    def gy(y, t):
      return None

    self.integral = bp.sdeint(bp.JointEq(dx, dy), bp.JointEq(gx, gy), method=method, intg_type=kind)

  def update(self, tdi):
    self.x.value, self.y.value = self.integral(self.x, self.y, tdi.t, 1.5, dt=tdi.dt)


noisy = Noisy(50)
runner = bp.DSRunner(
  noisy,
  monitors=['x', 'y'],
)
runner.run(4.)
