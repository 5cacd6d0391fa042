a + b * c ** -d @ e // f % g / h
-x ** 2, 2 ** -1, ~y, +z, not a == b
a << 1 >> 2 & 3 ^ 4 | 5
a < b <= c != d is not e not in f in g is h
a and b or not c and (d or e)
x if y else z if w else v
lambda: 0
lambda a, /, b=1, *c, d, e=2, **f: (a, b)
lambda *, k: k
[], [1], [1, 2, ], (), (1,), (1, 2), {}, {1}, {1: 2, **d, 'a': b}
[*a, *b], {*a, 1}, (*a, b)
[x for x in y if z if w for (u, v) in x]
{x: y for x, y in z}, {x for x in y}, (x for x in y if not x)
f(), f(a), f(a, b=1, *c, d=2, **e), f(x for x in y), f(*a, *b), f(g := 1)
a.b.c(d)[e].f[g:h, ::2, 1:, :1, ...]
a[b], a[b,], a[:, None], a[1:2:3], a[lambda: 0], a[*b], a[b := 1]
(y := f(x)) + 1
1if x else 2
a if(b)else[c]
(a), ((b)), (c, (d, (e,)))
x[-1], x[not y], x[a if b else c:d]
(yield_ for yield_ in a)
None, True, False, ..., __debug__
