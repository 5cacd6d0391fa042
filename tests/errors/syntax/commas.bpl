# Wrong scripts, separated by lines of equal signs, with the message that Python 3.11 has for them on the guilty line:
# "#! COLUMN MESSAGE", or "#! MESSAGE" where the column differs. Marks are taken off before a script is parsed.
#=====
x = f(1,
  2  #! 3 invalid syntax. Perhaps you forgot a comma?
  3)
#=====
a = bpl.LIF(200, V_rest=-60.,
  tau=8.0  #! 7 invalid syntax. Perhaps you forgot a comma?
  delay_step=1)
#=====
x = {
 'a': 1,
 'b': 2  #! 7 invalid syntax. Perhaps you forgot a comma?
 'c': 3
}
#=====
x = [
  1,
  2  #! 3 invalid syntax. Perhaps you forgot a comma?
  3,
]
#=====
if (a b): pass  #! 5 invalid syntax. Perhaps you forgot a comma?
#=====
while (a, b c): pass  #! 11 invalid syntax. Perhaps you forgot a comma?
#=====
return (a b)  #! 9 invalid syntax. Perhaps you forgot a comma?
#=====
x = (1 2  #! 6 invalid syntax. Perhaps you forgot a comma?
3)
#=====
f(a b)  #! 3 invalid syntax. Perhaps you forgot a comma?
#=====
f(a, b c)  #! 6 invalid syntax. Perhaps you forgot a comma?
#=====
f(a, b=1 c=2)  #! 8 invalid syntax. Perhaps you forgot a comma?
#=====
[a for a b]  #! 8 invalid syntax. Perhaps you forgot a comma?
#=====
[1 2]  #! 2 invalid syntax. Perhaps you forgot a comma?
#=====
[1 2 3]  #! 2 invalid syntax. Perhaps you forgot a comma?
#=====
[x + y z]  #! 2 invalid syntax. Perhaps you forgot a comma?
#=====
(1 2)  #! 2 invalid syntax. Perhaps you forgot a comma?
#=====
(a b)  #! 2 invalid syntax. Perhaps you forgot a comma?
#=====
x[1 2]  #! 3 invalid syntax. Perhaps you forgot a comma?
#=====
{a: 1 b: 2}  #! 5 invalid syntax. Perhaps you forgot a comma?
#=====
x = {a b}  #! 6 invalid syntax. Perhaps you forgot a comma?
#=====
x = {'a': 1 'b': 2}  #! 11 invalid syntax. Perhaps you forgot a comma?
#=====
x = {'a' 1}  #! 6 invalid syntax. Perhaps you forgot a comma?
#=====
def f(a=1 b=2): pass  #! 9 invalid syntax. Perhaps you forgot a comma?
#=====
def f(a: int b): pass  #! 10 invalid syntax. Perhaps you forgot a comma?
#=====
class A(b c): pass  #! 9 invalid syntax. Perhaps you forgot a comma?
#=====
class A(b, c=1 d=2): pass  #! 14 invalid syntax. Perhaps you forgot a comma?
#=====
print(a b)  #! 7 invalid syntax. Perhaps you forgot a comma?
#=====
print(a, b c)  #! 10 invalid syntax. Perhaps you forgot a comma?
#=====
print("a" b)  #! 7 invalid syntax. Perhaps you forgot a comma?
#=====
print("a" "b" c)  #! 7 invalid syntax. Perhaps you forgot a comma?
#=====
print("hello %d" 5)  #! 7 invalid syntax. Perhaps you forgot a comma?
#=====
print(f"a" b)  #! 7 invalid syntax. Perhaps you forgot a comma?
#=====
print('it's)  #! 7 invalid syntax. Perhaps you forgot a comma?
