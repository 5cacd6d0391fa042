# Wrong scripts, separated by lines of equal signs, with the message that Python 3.11 has for them on the guilty line:
# "#! COLUMN MESSAGE", or "#! MESSAGE" where the column differs. Marks are taken off before a script is parsed.
#=====
x = (1,  #! 5 '(' was never closed
y = 2
z = 3
#=====
x = [1,  #! 5 '[' was never closed
y
for i in x: pass
#=====
foo(a, b  #! 4 '(' was never closed
for x in y:
  pass
#=====
d = {'a': 1  #! 5 '{' was never closed
e = 3
#=====
def f(a, b:  #! 6 '(' was never closed
  pass
#=====
x = (1,
2]  #! 2 closing parenthesis ']' does not match opening parenthesis '(' on line 1
#=====
x = (a for a in b  #! 5 '(' was never closed
#=====
x = a[1  #! 6 '[' was never closed
#=====
x = a[1)  #! 8 closing parenthesis ')' does not match opening parenthesis '['
#=====
x = {1: 2, 3: 4  #! 5 '{' was never closed
y = 2
#=====
f(  #! 2 '(' was never closed
#=====
f(1,  #! 2 '(' was never closed
#=====
x = f(a b  #! 6 '(' was never closed
y = 2
#=====
f(a, b)) + (c  #! 8 unmatched ')'
#=====
x = ((((1)))  #! 5 '(' was never closed
#=====
x = ((((1)))))  #! 14 unmatched ')'
#=====
if True:
    x = (1  #! 9 '(' was never closed
    y = 2
#=====
f(a  #! 2 '(' was never closed
#=====
f(a))  #! 5 unmatched ')'
#=====
f(a]  #! 4 closing parenthesis ']' does not match opening parenthesis '('
#=====
(a  #! 1 '(' was never closed
#=====
x = (1,  #! 5 '(' was never closed
#=====
[1, 2  #! 1 '[' was never closed
#=====
{1: 2  #! 1 '{' was never closed
#=====
print(a  #! 6 '(' was never closed
#=====
from a import (b, c  #! 15 '(' was never closed
#=====
x[  #! 2 '[' was never closed
#=====
x = (1 +  #! 5 '(' was never closed
#=====
y = 2)  #! 6 unmatched ')'
#=====
)  #! 1 unmatched ')'
#=====
]  #! 1 unmatched ']'
#=====
f(a, b))  #! 8 unmatched ')'
#=====
[a, b  #! 1 '[' was never closed
#=====
x = [1,  #! 5 '[' was never closed
#=====
d = {'a': 1  #! 5 '{' was never closed
#=====
def f(a, b:  #! 6 '(' was never closed
#=====
foo(a, b  #! 4 '(' was never closed
