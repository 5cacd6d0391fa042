# Wrong scripts, separated by lines of equal signs, with the message that Python 3.11 has for them on the guilty line:
# "#! COLUMN MESSAGE", or "#! MESSAGE" where the column differs. Marks are taken off before a script is parsed.
#=====
print 'hello'  #! 1 Missing parentheses in call to 'print'. Did you mean print(...)?
#=====
if x: print "a"  #! 7 Missing parentheses in call to 'print'. Did you mean print(...)?
#=====
x = print a  #! 5 Missing parentheses in call to 'print'. Did you mean print(...)?
#=====
exec "a" in b  #! 1 Missing parentheses in call to 'exec'. Did you mean exec(...)?
#=====
print "a"  #! 1 Missing parentheses in call to 'print'. Did you mean print(...)?
#=====
print a  #! 1 Missing parentheses in call to 'print'. Did you mean print(...)?
#=====
print a b  #! 1 Missing parentheses in call to 'print'. Did you mean print(...)?
#=====
exec "a"  #! 1 Missing parentheses in call to 'exec'. Did you mean exec(...)?
