from __future__ import annotations
import a, b.c as d, e . f
from . import g
from .. h import (i, j as k,)
from ... import l
from .... m import *
x = y = z
x, *y = z,
[a, (b, c)] = d
x: int
x: List[int] = []
(x): int = 1
x.y: float
x[0]: str = 'a'
x += 1; x -= 2; x *= 3; x /= 4; x //= 5; x %= 6; x **= 7; x @= 8; x <<= 9; x >>= 10; x &= 11; x |= 12; x ^= 13
del x, y[0], (z.w, [v])
assert x, 'message'
pass
if a: b
elif c:
  d
else: e; f;
while a:
    if b: break
    continue
else:
    pass
for x in 1, 2: pass
for x, (y, *z) in w:
  pass
else: v
for x.y in z: pass
try: a
except: b
try:
  a
except A as e: b
except (B, C): c
else: d
finally: e
try: a
finally: b
try: a
except* E: b
with a: b
with a as b, c as (d, e): f
with (a as b, c): d
with (a, b): c
with (a, b) as c: d
with (a): b
with (a).b as c: d
with (yield_): pass
with (x for x in y): pass
raise
raise A
raise A from b
global q
if a:
  if b:
    c

  # a comment that is not indented like the block
    # another
  d
match = 1; case = 2
match (x), match[1], match
match.x = case(1)
print(match, end='')
if x:
	tab
	if y:
	        mixed
