// Syntax of the script language: Python 3, with one token of lookahead at every decision.
//
// In a few places more is accepted than Python has (any expression as an assignment target, `as` inside brackets,
// parameters and arguments in any order): the tree builder refuses those with a message that says what is wrong, which
// a parser that merely fails cannot do.
parser grammar BplParser;

options { tokenVocab = BplLexer; superClass = ParserBase; }

@parser::postinclude {
#include "grammar/parser_base.h"
}

fileInput: (NEWLINE | statement)* EOF;
evalInput: fstringExpression NEWLINE* EOF;

// What stands in the braces of an f-string, which the caller wraps in parentheses.
fstringExpression: LPAR (yieldExpr | starNamedExpressions) RPAR;

// statements

statement: compoundStatement | simpleStatements;

simpleStatements: simpleStatement (SEMI simpleStatement)* SEMI? NEWLINE;

simpleStatement
    : expressionStatement
    | delStatement
    | passStatement
    | breakStatement
    | continueStatement
    | returnStatement
    | raiseStatement
    | globalStatement
    | nonlocalStatement
    | assertStatement
    | importStatement
    | fromStatement
    ;

// expression, annotated, augmented and chained assignment
expressionStatement
    : assignable (COLON expression (EQUAL assignable)? | augmentedOperator assignable | (EQUAL assignable)*)
    ;
assignable: yieldExpr | starExpressions;
augmentedOperator
    : PLUSEQUAL | MINEQUAL | STAREQUAL | SLASHEQUAL | DOUBLESLASHEQUAL | PERCENTEQUAL | ATEQUAL | AMPEREQUAL
    | VBAREQUAL | CIRCUMFLEXEQUAL | LEFTSHIFTEQUAL | RIGHTSHIFTEQUAL | DOUBLESTAREQUAL
    ;

delStatement: DEL starExpressions;
passStatement: PASS;
breakStatement: BREAK;
continueStatement: CONTINUE;
returnStatement: RETURN starExpressions?;
raiseStatement: RAISE (expression (FROM expression)?)?;
globalStatement: GLOBAL NAME (COMMA NAME)*;
nonlocalStatement: NONLOCAL NAME (COMMA NAME)*;
assertStatement: ASSERT expression (COMMA expression)?;

importStatement: IMPORT dottedAlias (COMMA dottedAlias)*;
dottedAlias: dottedName (AS NAME)?;
dottedName: NAME (DOT NAME)*;
fromStatement: FROM importDots dottedName? IMPORT (STAR | LPAR importNames RPAR | importNames);
importDots: (DOT | ELLIPSIS)*;
importNames: importName (COMMA importName)* COMMA?;
importName: NAME (AS NAME)?;

compoundStatement
    : ifStatement
    | whileStatement
    | forStatement
    | tryStatement
    | withStatement
    | functionDefinition
    | classDefinition
    | decorated
    | asyncStatement
    | matchStatement
    ;

block: simpleStatements | NEWLINE INDENT statement+ DEDENT;

ifStatement: IF namedExpression COLON block elifClause* elseClause?;
elifClause: ELIF namedExpression COLON block;
elseClause: ELSE COLON block;
whileStatement: WHILE namedExpression COLON block elseClause?;
forStatement: FOR targets IN starExpressions COLON block elseClause?;

tryStatement: TRY COLON block exceptClause* elseClause? finallyClause?;
exceptClause: EXCEPT STAR? (expression (COMMA expression)* (AS NAME)?)? COLON block;
finallyClause: FINALLY COLON block;

// `with (a as x, b as y):` is a parenthesis with `as` inside.
withStatement: WITH withItem (COMMA withItem)* COLON block;
withItem: expression (AS target)?;

asyncStatement: ASYNC (functionDefinition | withStatement | forStatement);
decorated: decorator+ (functionDefinition | classDefinition | asyncFunction);
decorator: AT namedExpression NEWLINE;
asyncFunction: ASYNC functionDefinition;
functionDefinition: DEF NAME LPAR parameters? RPAR (ARROW expression)? COLON block;
classDefinition: CLASS NAME (LPAR arguments? RPAR)? COLON block;

parameters: parameter (COMMA parameter)* COMMA?;
parameter
    : NAME (COLON expression)? (EQUAL expression)?
    | STAR (NAME (COLON starExpression)? (EQUAL expression)?)?
    | DOUBLESTAR NAME (COLON expression)? (EQUAL expression)?
    | SLASH
    ;
lambdaParameters: lambdaParameter (COMMA lambdaParameter)* COMMA?;
lambdaParameter: NAME (EQUAL expression)? | STAR (NAME (EQUAL expression)?)? | DOUBLESTAR NAME (EQUAL expression)? | SLASH;

// MATCH and CASE are names that the token preparation found to begin such a statement.
matchStatement: MATCH starNamedExpressions COLON NEWLINE INDENT caseBlock+ DEDENT;
caseBlock: CASE casePattern (COMMA casePattern)* COMMA? (IF namedExpression)? COLON block;
casePattern: STAR? arithmetic (AS NAME)?;

// expressions

starExpressions: starExpression (COMMA starExpression)* COMMA?;
starExpression: STAR arithmetic | expression;
starNamedExpressions: starNamedExpression (COMMA starNamedExpression)* COMMA?;
starNamedExpression: STAR arithmetic | namedExpression;
targets: target (COMMA target)* COMMA?;
target: STAR? arithmetic;

namedExpression: expression (COLONEQUAL expression)?;
expression: disjunction (IF disjunction ELSE expression)? | lambdaExpression;
lambdaExpression: LAMBDA lambdaParameters? COLON expression;
yieldExpr: YIELD (FROM expression | starExpressions)?;

disjunction: conjunction (OR conjunction)*;
conjunction: inversion (AND inversion)*;
inversion: NOT inversion | comparison;
comparison: arithmetic (comparisonOperator arithmetic)*;
comparisonOperator
    : EQEQUAL | NOTEQUAL | LESS | LESSEQUAL | GREATER | GREATEREQUAL | IN | NOT IN | IS | IS NOT
    ;

arithmetic
    : factor
    | arithmetic (STAR | AT | SLASH | PERCENT | DOUBLESLASH) arithmetic
    | arithmetic (PLUS | MINUS) arithmetic
    | arithmetic (LEFTSHIFT | RIGHTSHIFT) arithmetic
    | arithmetic AMPER arithmetic
    | arithmetic CIRCUMFLEX arithmetic
    | arithmetic VBAR arithmetic
    ;
factor: (PLUS | MINUS | TILDE) factor | power;
power: AWAIT? primary (DOUBLESTAR factor)?;
primary: atom trailer*;
trailer: LPAR arguments? RPAR | LSQB slices RSQB | DOT NAME;

arguments: argument (COMMA argument)* COMMA?;
argument
    : STAR expression
    | DOUBLESTAR expression
    | namedExpression (comprehensionFor+ | EQUAL expression comprehensionFor*)? (AS target)?
    ;
slices: slice (COMMA slice)* COMMA?;
slice: STAR arithmetic | namedExpression sliceRest? | sliceRest;
sliceRest: COLON expression? sliceStep?;
sliceStep: COLON expression?;

atom
    : NAME
    | NUMBER
    | STRING+
    | NONE
    | TRUE_
    | FALSE_
    | ELLIPSIS
    | parenthesis
    | listDisplay
    | braceDisplay
    ;
parenthesis: LPAR (yieldExpr | elements)? RPAR;
listDisplay: LSQB elements? RSQB;
elements: element (comprehensionFor+ | (COMMA element)* COMMA?);
element: starNamedExpression (AS target)?;

// Dicts and sets, told apart by the builder.
braceDisplay: LBRACE (braceItem (comprehensionFor+ | (COMMA braceItem)* COMMA?))? RBRACE;
braceItem: DOUBLESTAR arithmetic | STAR arithmetic | namedExpression (COLON (STAR arithmetic | expression)?)? (AS target)?;

comprehensionFor: ASYNC? FOR targets IN disjunction (IF disjunction)*;
