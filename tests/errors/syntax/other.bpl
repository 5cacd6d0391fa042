# Wrong scripts, separated by lines of equal signs, with the message that Python 3.11 has for them on the guilty line:
# "#! COLUMN MESSAGE", or "#! MESSAGE" where the column differs. Marks are taken off before a script is parsed.
#=====
match x:
  case 1: pass
  case 2 pass  #! 10 invalid syntax
#=====
match x:
  y  #! 3 invalid syntax
#=====
else:  #! 1 invalid syntax
  pass
#=====
if x:
  pass
elseif y:  #! 8 invalid syntax
  pass
#=====
if x then:  #! 6 invalid syntax
  pass
#=====
if x == 1 and y = 2:  #! 17 invalid syntax
  pass
#=====
x = 5 if y else  #! 16 invalid syntax
#=====
def f(a, b):
  return a +  #! 13 invalid syntax
#=====
for i in range(10) print(i)  #! 20 invalid syntax
#=====
import a as b.c  #! 14 invalid syntax
#=====
from a import b.c  #! 16 invalid syntax
#=====
from a import (b as c d)  #! 23 invalid syntax
#=====
from a import *, b  #! 16 invalid syntax
#=====
raise A, "x"  #! 8 invalid syntax
#=====
`x`  #! 1 invalid syntax
#=====
class A(a for a in b): pass  #! 11 invalid syntax
#=====
x += 1 = 2  #! 8 invalid syntax
#=====
(x += 1)  #! 4 invalid syntax
#=====
x++  #! 4 invalid syntax
#=====
!x  #! 1 invalid syntax
#=====
x && y  #! 4 invalid syntax
#=====
x || y  #! 4 invalid syntax
#=====
x ? y : z  #! 3 invalid syntax
#=====
if !x: pass  #! 4 invalid syntax
#=====
x = y;; z  #! 7 invalid syntax
#=====
int x = 5  #! 5 invalid syntax
#=====
var x = 5  #! 5 invalid syntax
#=====
function f() {  #! 10 invalid syntax
}
#=====
x = new A()  #! 9 invalid syntax
#=====
switch x:  #! 8 invalid syntax
  pass
#=====
do:  #! 4 invalid syntax
  pass
#=====
a.b.c d  #! 7 invalid syntax
#=====
import numpy as  #! 16 invalid syntax
#=====
from import x  #! 6 invalid syntax
#=====
from . import  #! 14 invalid syntax
#=====
def  #! 4 invalid syntax
#=====
class  #! 6 invalid syntax
#=====
@  #! 2 invalid syntax
#=====
@x
y = 1  #! 1 invalid syntax
#=====
{**a: 1}  #! 5 invalid syntax
#=====
{1: 2, *a}  #! 8 invalid syntax
#=====
{1, **a}  #! 5 invalid syntax
#=====
{1:2 for a in b, 3}  #! 16 invalid syntax
#=====
(x, y for x in z)  #! 7 invalid syntax
#=====
[x for x in y for]  #! 18 invalid syntax
#=====
f(x, y=)  #! 8 invalid syntax
#=====
f(x=)  #! 5 invalid syntax
#=====
f(=1)  #! 3 invalid syntax
#=====
f(,)  #! 3 invalid syntax
#=====
f(a,,b)  #! 5 invalid syntax
#=====
[,]  #! 2 invalid syntax
#=====
[a,,b]  #! 4 invalid syntax
#=====
(,)  #! 2 invalid syntax
#=====
def f(,): pass  #! 7 invalid syntax
#=====
def f(a,,b): pass  #! 9 invalid syntax
#=====
def f(a b=1): pass  #! 9 invalid syntax
#=====
def f(a; b): pass  #! 8 invalid syntax
#=====
def f("a"): pass  #! 7 invalid syntax
#=====
def f(self, 1): pass  #! 13 invalid syntax
#=====
class A.b: pass  #! 8 invalid syntax
#=====
from a import b,  #! 17 trailing comma not allowed without surrounding parentheses
