# Several errors in one script are reported in one go: one for each statement at the outermost level.
#=====
x = (1 2)  #! 6 invalid syntax. Perhaps you forgot a comma?
def f(a, b):
  return a +  #! 13 invalid syntax
y = 1
if x  #! 5 expected ':'
  y = 2
else:
  y = 3
f(a=1, a=2)  #! 8 keyword argument repeated: a
for f() in x: pass  #! 5 cannot assign to function call
#=====
x = a，b  #! 6 invalid character '，' (U+FF0C)
y = 08  #! 5 leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers
print 'a'  #! 1 Missing parentheses in call to 'print'. Did you mean print(...)?
#=====
return  #! 1 'return' outside function
def f(x, x):  #! 10 duplicate argument 'x' in function definition
  break  #! 3 'break' outside loop
continue  #! 1 'continue' not properly in loop
