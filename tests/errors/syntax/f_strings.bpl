# Wrong scripts, separated by lines of equal signs, with the message that Python 3.11 has for them on the guilty line:
# "#! COLUMN MESSAGE", or "#! MESSAGE" where the column differs. Marks are taken off before a script is parsed.
#=====
x = f"{a b}"  #! f-string: invalid syntax. Perhaps you forgot a comma?
#=====
x = f"{a"  #! f-string: expecting '}'
#=====
x = f"a}"  #! f-string: single '}' is not allowed
#=====
x = f"{a!z}"  #! f-string: invalid conversion character: expected 's', 'r', or 'a'
#=====
x = f"{}"  #! f-string: empty expression not allowed
#=====
f'{'  #! f-string: expecting '}'
#=====
f'{}'  #! f-string: empty expression not allowed
#=====
f'}'  #! f-string: single '}' is not allowed
#=====
f'{a b}'  #! f-string: invalid syntax. Perhaps you forgot a comma?
#=====
f'{a!x}'  #! f-string: invalid conversion character: expected 's', 'r', or 'a'
#=====
f'{a!}'  #! f-string: invalid conversion character: expected 's', 'r', or 'a'
#=====
f'{a\n}'  #! f-string expression part cannot include a backslash
#=====
f'{#}'  #! f-string expression part cannot include '#'
#=====
f'{a'  #! f-string: expecting '}'
#=====
f'{a:{b}'  #! f-string: expecting '}'
#=====
f'{(a}'  #! f-string: closing parenthesis '}' does not match opening parenthesis '('
#=====
f'{a)}'  #! f-string: unmatched ')'
#=====
f'{a:{b:{c}}}'  #! f-string: expressions nested too deeply
#=====
f'{lambda x: 1}'  #! f-string: invalid syntax
#=====
f'{ }'  #! f-string: empty expression not allowed
#=====
f'{!r}'  #! f-string: expression required before '!'
#=====
f'{=}'  #! f-string: expression required before '='
#=====
f'{a["b]}'  #! f-string: unterminated string
#=====
f'{*a}'  #! f-string: cannot use starred expression here
#=====
f'{a $ b}'  #! f-string: invalid syntax
#=====
f'{1=2}'  #! f-string: expecting '}'
#=====
x = f'{(((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((}'  #! f-string: too many nested parenthesis
