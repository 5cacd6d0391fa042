#include "frontend/syntax/tokens.h"

namespace bpl::syntax {

namespace {

// Leaves a rule at the first token that does not fit, with what is known there.
class StopAtFirstError : public antlr4::BailErrorStrategy {
 public:
  void reportError(antlr4::Parser*, const antlr4::RecognitionException&) override {}
  void recover(antlr4::Parser* parser, std::exception_ptr error) override {
    try {
      std::rethrow_exception(error);
    } catch (const antlr4::RecognitionException& e) {
      throw Failure{e.getOffendingToken(), parser->getContext()};
    }
  }
  antlr4::Token* recoverInline(antlr4::Parser* parser) override {
    throw Failure{parser->getCurrentToken(), parser->getContext()};
  }
  void sync(antlr4::Parser*) override {}
};

// Whether a token right after `match` or `case` shows that it is no ordinary name.
bool starts_operand(std::size_t type) {
  return type == BplLexer::NAME || type == BplLexer::NUMBER || type == BplLexer::STRING || type == BplLexer::NONE ||
         type == BplLexer::TRUE_ || type == BplLexer::FALSE_ || type == BplLexer::LBRACE || type == BplLexer::TILDE;
}

// Tokens that may begin a subject or pattern but may as well go on after a name.
bool may_start_operand(std::size_t type) {
  return type == BplLexer::LPAR || type == BplLexer::LSQB || type == BplLexer::MINUS || type == BplLexer::STAR ||
         type == BplLexer::PLUS || type == BplLexer::NOT || type == BplLexer::AWAIT;
}

bool is_opening(std::size_t type) {
  return type == BplLexer::LPAR || type == BplLexer::LSQB || type == BplLexer::LBRACE;
}
bool is_closing(std::size_t type) {
  return type == BplLexer::RPAR || type == BplLexer::RSQB || type == BplLexer::RBRACE;
}

}  // namespace

Tokens::Tokens(const std::string& utf8) : input_(utf8), lexer_(&input_), stream_(&lexer_) {
  lexer_.removeErrorListeners();
  stream_.fill();
  mark_soft_keywords();
}

int Tokens::depth_after(std::size_t index) {
  int depth = 0;
  for (std::size_t i = 0; i <= index && i < size(); ++i) {
    if (is_opening(type(i))) ++depth;
    if (is_closing(type(i)) && depth > 0) --depth;
  }
  return depth;
}

void Tokens::mark_soft_keywords() {
  bool match_seen = false;
  std::size_t first = 0;
  for (std::size_t i = 0; i < size(); ++i) {
    const std::size_t t = type(i);
    if (t == BplLexer::NEWLINE) mark_line(first, i, match_seen);
    if (t == BplLexer::NEWLINE || t == BplLexer::INDENT || t == BplLexer::DEDENT) first = i + 1;
  }
}

void Tokens::mark_line(std::size_t first, std::size_t end, bool& match_seen) {
  if (end < first + 2 || type(first) != BplLexer::NAME) return;
  const std::string word = at(first)->getText();
  if (word != "match" && word != "case") return;
  bool colon = false;
  int depth = 0;
  for (std::size_t i = first + 1; i < end; ++i) {
    if (is_opening(type(i))) ++depth;
    if (is_closing(type(i))) --depth;
    colon |= depth == 0 && type(i) == BplLexer::COLON;
  }
  const std::size_t next = type(first + 1);
  auto& token = static_cast<antlr4::CommonToken&>(*at(first));
  if (word == "match") {
    const bool ends_in_colon = type(end - 1) == BplLexer::COLON;
    if (!starts_operand(next) && !(may_start_operand(next) && ends_in_colon)) return;
    token.setType(BplLexer::MATCH);
    match_seen = true;
  } else if (match_seen && (starts_operand(next) || (may_start_operand(next) && colon))) {
    token.setType(BplLexer::CASE);
  }
}

RuleParser::RuleParser(Tokens& tokens) : tokens_(tokens), parser_(&tokens.stream()) {
  parser_.removeErrorListeners();
  parser_.setErrorHandler(std::make_shared<StopAtFirstError>());
}

void RuleParser::start(std::size_t index, bool full) {
  parser_.setContext(nullptr);
  parser_.reset_depth();
  tokens_.stream().seek(index);
  parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(full ? antlr4::atn::PredictionMode::LL
                                                                                    : antlr4::atn::PredictionMode::SLL);
}

}  // namespace bpl::syntax
