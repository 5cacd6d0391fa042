// Tokens of the script language (Python 3). LexerBase, written in C++, adds what a token rule cannot say:
// INDENT and DEDENT, newlines that count, bracket matching and the wording of lexical errors.
lexer grammar BplLexer;

options { superClass = LexerBase; }

tokens { INDENT, DEDENT, MATCH, CASE, ERROR }

@lexer::postinclude {
#include "grammar/lexer_base.h"
}

AND: 'and';
AS: 'as';
ASSERT: 'assert';
ASYNC: 'async';
AWAIT: 'await';
BREAK: 'break';
CLASS: 'class';
CONTINUE: 'continue';
DEF: 'def';
DEL: 'del';
ELIF: 'elif';
ELSE: 'else';
EXCEPT: 'except';
FALSE_: 'False';
FINALLY: 'finally';
FOR: 'for';
FROM: 'from';
GLOBAL: 'global';
IF: 'if';
IMPORT: 'import';
IN: 'in';
IS: 'is';
LAMBDA: 'lambda';
NONE: 'None';
NONLOCAL: 'nonlocal';
NOT: 'not';
OR: 'or';
PASS: 'pass';
RAISE: 'raise';
RETURN: 'return';
TRUE_: 'True';
TRY: 'try';
WHILE: 'while';
WITH: 'with';
YIELD: 'yield';

LPAR: '(';
RPAR: ')';
LSQB: '[';
RSQB: ']';
LBRACE: '{';
RBRACE: '}';
COMMA: ',';
COLON: ':';
SEMI: ';';
DOT: '.';
ELLIPSIS: '...';
ARROW: '->';
COLONEQUAL: ':=';
EQUAL: '=';
EQEQUAL: '==';
NOTEQUAL: '!=';
LESS: '<';
LESSEQUAL: '<=';
LESSGREATER: '<>';
GREATER: '>';
GREATEREQUAL: '>=';
PLUS: '+';
MINUS: '-';
STAR: '*';
DOUBLESTAR: '**';
SLASH: '/';
DOUBLESLASH: '//';
PERCENT: '%';
AT: '@';
AMPER: '&';
VBAR: '|';
CIRCUMFLEX: '^';
TILDE: '~';
LEFTSHIFT: '<<';
RIGHTSHIFT: '>>';
PLUSEQUAL: '+=';
MINEQUAL: '-=';
STAREQUAL: '*=';
SLASHEQUAL: '/=';
DOUBLESLASHEQUAL: '//=';
PERCENTEQUAL: '%=';
ATEQUAL: '@=';
AMPEREQUAL: '&=';
VBAREQUAL: '|=';
CIRCUMFLEXEQUAL: '^=';
LEFTSHIFTEQUAL: '<<=';
RIGHTSHIFTEQUAL: '>>=';
DOUBLESTAREQUAL: '**=';

NAME: [_\p{XID_Start}] [\p{XID_Continue}]*;

// What follows a number directly is checked by LexerBase (1abc, 0777, 0b12).
NUMBER: (INTEGER | FLOAT | IMAGINARY);

fragment INTEGER: [1-9] ('_'? [0-9])* | '0' ('_'? '0')* | '0' [xX] ('_'? HEX)+ | '0' [oO] ('_'? [0-7])+ | '0' [bB] ('_'? [01])+;
fragment FLOAT: DIGITS EXPONENT | (DIGITS '.' DIGITS? | '.' DIGITS) EXPONENT?;
fragment IMAGINARY: (FLOAT | DIGITS) [jJ];
fragment DIGITS: [0-9] ('_'? [0-9])*;
fragment EXPONENT: [eE] [+-]? DIGITS;
fragment HEX: [0-9a-fA-F];

STRING: PREFIX? (LONG_SINGLE | LONG_DOUBLE | SHORT_SINGLE | SHORT_DOUBLE);

fragment PREFIX: [uU] | [rR] | [bB] | [fF] | [bB] [rR] | [rR] [bB] | [fF] [rR] | [rR] [fF];
fragment LONG_SINGLE: '\'\'\'' (ESCAPED | ~[\\])*? '\'\'\'';
fragment LONG_DOUBLE: '"""' (ESCAPED | ~[\\])*? '"""';
fragment SHORT_SINGLE: '\'' (ESCAPED | ~[\\\n'])* '\'';
fragment SHORT_DOUBLE: '"' (ESCAPED | ~[\\\n"])* '"';
fragment ESCAPED: '\\' .;

// Only the opening quote: a rule that ran on to the end of the file would win over a terminated string.
UNTERMINATED_LONG: PREFIX? ('\'\'\'' | '"""');
UNTERMINATED_SHORT: PREFIX? ['"];

NEWLINE: '\n';
COMMENT: '#' ~[\n]* -> skip;
BLANK: [ \t\f]+ -> skip;
JOINED_LINE: '\\\n' -> skip;
BACKSLASH: '\\';
INVALID_CHARACTER: .;
