# Integers of a step: bits, 32 bits without loss, what is stored in an int bm.Variable, arrays and indices written in the step.
import brainpy as bp
import brainpy.math as bm

k = 6
shift = 2
numbers = [16777216, -5, 123456789, 7]


class Bits(bp.NeuGroup):
  def __init__(self, size, k, shift):
    super().__init__(size)
    self.k, self.shift = k, shift
    self.a = bm.asarray(numbers)
    self.n = bm.Variable(bm.asarray(numbers))
    self.on = bm.Variable(bm.asarray([True, False, True, False]))
    self.plain = bm.Variable(bm.zeros(10, dtype=int))
    self.both = bm.Variable(bm.zeros((7, 4), dtype=int))
    self.truth = bm.Variable(bm.zeros(4, dtype=bool))

  def update(self, tdi):
    values = [self.k & 3, self.k | 1, self.k ^ 5, -self.k & 255, ~self.k, self.k << self.shift, self.k >> 1, ~(self.k > 1), tdi.i | 4, 1 if self.k & 2 else 0]
    for place, value in enumerate(values):
      self.plain[place] = value
    rows = [self.n & self.k, self.a | 1, bm.bitwise_xor(self.n, self.a + 1), ~self.n, self.n << 3, self.a >> self.shift, bm.invert(self.a) & -2]
    for place, row in enumerate(rows):
      self.both[place] = row
    self.truth.value = (self.on & (self.n > 0)) ^ ~self.on


class Exact(bp.NeuGroup):
  def __init__(self, size, k):
    super().__init__(size)
    self.k = k
    self.n = bm.Variable(bm.asarray(numbers))
    self.first = bm.Variable(bm.zeros(4, dtype=int))
    self.whole = bm.Variable(bm.zeros(4, dtype=int))
    self.x = bm.Variable(bm.zeros(4))

  def update(self, tdi):
    self.n += 1
    self.first.value = self.n * self.k - self.n // 3 + self.n % 5
    self.whole[:] = self.x + 0.75
    self.x += self.whole
    self.whole[1] = -2.7
    self.first[0] = self.n[2] + bm.max(self.n)
    self.n[2:] = self.n[2:] ^ self.k
    self.x += self.n - bm.asarray(numbers)


class Written(bp.NeuGroup):
  def __init__(self, size, k):
    super().__init__(size)
    self.k = k
    self.list = [1., 10., 100., 1000., 5., 6., 7., 8.]
    self.y = bm.Variable(bm.asarray([-1., 2., -3., 4.]))
    self.x = bm.Variable(bm.zeros(4))

  def update(self, tdi):
    self.x += abs(self.y)
    self.x += bm.arange(4) + bm.asarray([1, 2, 3, 4]) / 2
    self.x += bm.sum(self.y[bm.asarray([0, 2])]) + self.list[self.k]
    self.y[bm.asarray([0, 2])] = 9.
    self.y[bm.asarray([1, 3])] = bm.asarray([5., 6.])


class Moved(bp.NeuGroup):
  """Parts, rotations and reductions of integers are integers."""

  def __init__(self, size):
    super().__init__(size)
    self.a = bm.asarray(numbers)
    self.places = bm.asarray([3, 0])
    self.on = bm.asarray([True, False, True, False])
    self.V = bm.Variable(bm.asarray([1., 7., -2., 7.]))
    self.n = bm.Variable(bm.zeros(4, dtype=int))
    self.rolled = bm.Variable(bm.zeros(4, dtype=int))
    self.joined = bm.Variable(bm.zeros(6, dtype=int))
    self.single = bm.Variable(bm.zeros(5, dtype=int))
    self.truths = bm.Variable(bm.zeros(2, dtype=bool))

  def update(self, tdi):
    self.n[0:2] += self.a[1:3]
    self.rolled.value = bm.roll(self.a, 1)
    self.joined.value = bm.concatenate([self.a, self.n[0:2]])
    for place, value in enumerate([self.a[2] & 7, bm.sum(self.a), bm.max(self.a), self.a[self.places][0] | 8, bm.argmax(self.V)]):
      self.single[place] = value
    self.truths[0] = bm.max(self.on)
    self.truths[1] = ~bm.min(self.on)


for model, names in ((Moved(4), ['n', 'rolled', 'joined', 'single', 'truths']), (Bits(4, k, shift), ['plain', 'both', 'truth']), (Exact(4, k), ['n', 'first', 'whole', 'x']), (Written(4, k), ['x', 'y'])):
  bp.DSRunner(model).run(0.2)
  for name in names:
    print(getattr(model, name).value.tolist())
