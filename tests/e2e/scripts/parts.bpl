# Parts and arrangements of arrays in a step: views made there, slices that run backwards, vectors one behind the other, places of
# extremes, branches element by element, numbers taken out of a parameter, and tdi.get().
import brainpy as bp
import brainpy.math as bm

bm.enable_x64()


class Parts(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.input = bm.Variable(bm.zeros(self.num))
    self.x = bm.Variable(bm.asarray([(7. * k) % 11. for k in range(self.num)]))
    self.M = bm.Variable(bm.arange(6, dtype=float).reshape((2, 3)))
    self.p = bm.asarray([1., 2., 4.])
    for name in ('back', 'mirrored', 'branches', 'flipped', 'put'):
      setattr(self, name, bm.Variable(bm.zeros(self.num)))
    for name in ('down', 'right', 'all', 'rows'):
      setattr(self, name, bm.Variable(bm.zeros((2, 3))))
    self.tiles = bm.Variable(bm.zeros(9))
    self.some, self.joined, self.numbers = bm.Variable(bm.zeros(3)), bm.Variable(bm.zeros(self.num + 3)), bm.Variable(bm.zeros(12))

  def update(self, tdi):
    self.x += self.input
    self.input[:] = 0.
    x = self.x
    self.back.value = x[::-1]
    self.some.value = x[5:0:-2]
    self.put[-2::-1] = x[1:]
    self.mirrored.value = x.copy() + bm.copy(x)[::-1]
    self.flipped.value = bm.flip(x)
    self.branches.value = bm.ifelse([x > 6., x > 3.], [1., lambda y: y * 2., bm.ifelse(tdi.t < 0.05, [-1., -2.])], operands=x)
    self.joined.value = bm.concatenate([bm.hstack((x[:2], self.p)), x[2:]])
    self.down.value, self.right.value, self.all.value = bm.roll(self.M, 1, axis=0), bm.roll(self.M, -1, axis=1), bm.roll(self.M, 2)
    self.rows.value = bm.stack([x[:3], self.p])
    self.tiles.value = bm.tile(self.p, 3) + 10. * bm.repeat(self.p, 3)
    a, b, c = self.p
    digits = 0.
    for v in self.p:
      digits = digits * 10. + v
    self.numbers.value = bm.asarray([
      bm.argmax(x), x.argmin(), bm.count_nonzero(x > 6.), bm.average(x), bm.linalg.norm(x), bm.mean(self.M, axis=(0, 1)),
      self.M.sum(axis=(0,))[1], bm.max(self.M, axis=(-1, 0)), a + b * c, digits, tdi.get('t') + tdi.get('dt'), tdi.get('nothing', 7.)])


def drive(tdi):
  parts[:3].input += 20.
  parts[::2].input[:] = parts[::2].input + 1.


parts = Parts(7)
part = parts[1:4]
runner = bp.DSRunner(
  parts,
  fun_inputs=drive,
  monitors=['x', 'back', 'some', 'put', 'mirrored', 'flipped', 'branches', 'joined', 'numbers', 'down', 'right', 'all', 'rows', 'tiles'],
  fun_monitors={'part': lambda tdi: part.x, 'head': lambda tdi: parts[:2].x * 2.},
)
runner.run(0.3)
print(part.x, [part.x])
