def f(): pass
def f(a, b: int, c=1, d: float = 2, *args: int, e, f=3, **kwargs: str) -> List[int]: return a
def f(a, /): return
def f(a, /, b): yield
def f(*, a): x = yield a; y = yield; return (yield from b)
def f(a=1, /, b=2, *, c=3): 'doc'
@decorator
@a.b(c)
def f():
  """doc"""
  def g():
    nonlocal x
    global y
  return lambda x: lambda y: x
class A: pass
class A(): pass
class A(B, C, metaclass=D, *e, **f):
  x: int = 1

  @property
  def y(self): return self._y

  @y.setter
  def y(self, value): self._y = value

  def __init__(self, *args, **kwargs):
    super().__init__(*args, **kwargs)
@d
class B(A): x = 1
async def f(a):
  await a
  async for x in y: pass
  async with a as b, c: pass
  return [x async for x in y if await z] + [-await a ** 2]
@d
async def g(): pass
