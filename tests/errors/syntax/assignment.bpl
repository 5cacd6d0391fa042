# Wrong scripts, separated by lines of equal signs, with the message that Python 3.11 has for them on the guilty line:
# "#! COLUMN MESSAGE", or "#! MESSAGE" where the column differs. Marks are taken off before a script is parsed.
#=====
if x = 1:  #! 4 invalid syntax. Maybe you meant '==' or ':=' instead of '='?
  pass
#=====
if (x = 1):  #! 5 invalid syntax. Maybe you meant '==' or ':=' instead of '='?
  pass
#=====
print(x = 1, y == 2 = 3)  #! 14 expression cannot contain assignment, perhaps you meant "=="?
#=====
f(a, b, x+1=2)  #! 9 expression cannot contain assignment, perhaps you meant "=="?
#=====
x + 1 = 2  #! 1 cannot assign to expression here. Maybe you meant '==' instead of '='?
#=====
"abc" = 1  #! 1 cannot assign to literal here. Maybe you meant '==' instead of '='?
#=====
x, y + 1 = 2  #! 4 cannot assign to expression here. Maybe you meant '==' instead of '='?
#=====
x = y = 1 = z  #! 9 cannot assign to literal
#=====
for x() in y: pass  #! 5 cannot assign to function call
#=====
[x for x() in y]  #! 8 cannot assign to function call
#=====
[x for 1 in y]  #! 8 cannot assign to literal
#=====
with a as b(): pass  #! 11 cannot assign to function call
#=====
del f(x)  #! 5 cannot delete function call
#=====
del x + 1  #! 5 cannot delete expression
#=====
*a, *b = c  #! 1 multiple starred expressions in assignment
#=====
f(x): int = 5  #! 1 illegal target for annotation
#=====
(x, y): int = 5  #! 1 only single target (not tuple) can be annotated
#=====
x, y: int = 5  #! 1 only single target (not tuple) can be annotated
#=====
True = 5  #! 1 cannot assign to True
#=====
None += 1  #! 1 'None' is an illegal expression for augmented assignment
#=====
f(True=1)  #! 3 cannot assign to True
#=====
for True in x: pass  #! 5 cannot assign to True
#=====
(a.b := 5)  #! 2 cannot use assignment expressions with attribute
#=====
(a[0] := 5)  #! 2 cannot use assignment expressions with subscript
#=====
(1 := 5)  #! 2 cannot use assignment expressions with literal
#=====
((a) := 5)  #! 3 cannot use assignment expressions with name
#=====
f(), x = 1  #! 6 invalid syntax. Maybe you meant '==' or ':=' instead of '='?
#=====
x, f() = 1  #! 4 cannot assign to function call here. Maybe you meant '==' instead of '='?
#=====
f() = 1  #! 1 cannot assign to function call here. Maybe you meant '==' instead of '='?
#=====
x = f() = 1  #! 5 cannot assign to function call
#=====
1 = x = 3  #! 1 cannot assign to literal
#=====
None = 1  #! 1 cannot assign to None
#=====
(a, 1) = 2  #! 5 cannot assign to literal
#=====
-x = 1  #! 1 cannot assign to expression here. Maybe you meant '==' instead of '='?
#=====
x < 1 = y  #! 1 cannot assign to comparison
#=====
not x = 1  #! 1 cannot assign to expression
#=====
f() = yield x  #! 1 cannot assign to function call
#=====
f() = not x  #! 1 cannot assign to function call
#=====
[a, f()] = 1  #! 5 cannot assign to function call
#=====
x + 1 += 2  #! 1 'expression' is an illegal expression for augmented assignment
#=====
(a, b) += 1  #! 1 'tuple' is an illegal expression for augmented assignment
#=====
f() += 1  #! 1 'function call' is an illegal expression for augmented assignment
#=====
(a, b): int  #! 1 only single target (not tuple) can be annotated
#=====
a, b: int  #! 1 only single target (not tuple) can be annotated
#=====
[a]: int  #! 1 only single target (not list) can be annotated
#=====
f(): int  #! 1 illegal target for annotation
#=====
1: int  #! 1 illegal target for annotation
#=====
del f()  #! 5 cannot delete function call
#=====
del a, 1  #! 8 cannot delete literal
#=====
del (a, b()), c  #! 9 cannot delete function call
#=====
del *a  #! 5 cannot delete starred
#=====
for f() in x: pass  #! 5 cannot assign to function call
#=====
for 1 in x: pass  #! 5 cannot assign to literal
#=====
with f() as 1: pass  #! 13 cannot assign to literal
#=====
with f() as g(): pass  #! 13 cannot assign to function call
#=====
if x = 1: pass  #! 4 invalid syntax. Maybe you meant '==' or ':=' instead of '='?
#=====
if x.a = 1: pass  #! 4 cannot assign to attribute here. Maybe you meant '==' instead of '='?
#=====
if x = 1  #! 4 invalid syntax. Maybe you meant '==' or ':=' instead of '='?
#=====
while x = 3: pass  #! 7 invalid syntax. Maybe you meant '==' or ':=' instead of '='?
#=====
f(1=2)  #! 3 expression cannot contain assignment, perhaps you meant "=="?
#=====
*a = 1  #! 1 starred assignment target must be in a list or tuple
#=====
def f():
  yield = 1  #! 3 assignment to yield expression not possible
