// Writers of the text form, one for each kind of top-level entry.
#pragma once

#include "ir/module.h"
#include "ir/text.h"

namespace bpl::ir {

// `file_name` is shown as a comment behind the header; may be empty.
void write_function(TextWriter&, const HostFunction&, const std::string& file_name);
void write_update(TextWriter&, const Update&);
void write_network(TextWriter&, const Network&);

}  // namespace bpl::ir
