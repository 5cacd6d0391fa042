# Every way to write a bm.Variable in a step.
import brainpy as bp
import brainpy.math as bm


class Forms(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.a = bm.Variable(bm.arange(size) * 1.)
    self.b = bm.Variable(size)
    self.c = bm.TrainVar(bm.ones(size))
    self.z = bm.Parameter(bm.zeros((2, size)))

  def update(self, tdi):
    self.a.update(self.a + 1.)
    self.a -= 0.5
    self.a *= 2.
    self.a /= 4.
    self.a **= 2
    self.a //= 1.
    self.a %= 7.
    self.b[...] = self.a
    self.b[1:] += 1.
    self.b[0] *= 3.
    self.c.value = bm.where(self.b > 1., self.c, 0.)
    self.z[0] = self.a
    self.z[1, :] = self.b
    self.z[:, 1] = 5.


forms = Forms(4)
bp.DSRunner(forms).run(0.2)
forms.c.update(forms.c + 0.25)
print(forms.a.value.tolist(), forms.b.value.tolist(), forms.c.value.tolist(), forms.z.value.tolist())
