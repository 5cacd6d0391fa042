// Words for what discovery found, shared by the description of networks and the list of parameters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/arrays/array.h"
#include "host/models/naming.h"
#include "ir/module.h"

namespace bpl::discover {

// The value of an attribute of the object itself, null if there is none.
const host::Value* attribute(const host::Instance&, std::string_view name);
// Physical unit of a parameter of a library class, by its usual name: "ms". Nothing where it is not known.
std::string unit_of(const host::Class&, const std::string& parameter);
// Whether a constructor of the library declares the parameter, and not one of the script.
bool declared_by_library(const host::Class&, const std::string& parameter);
// A number, None, or a container of numbers as a short text; nothing for any other value. True and False are switches.
std::string number_text(host::Context&, const host::Value&);
// "200 values from -60.0 to -50.0", "200 values drawn at run time"; of an array with one value everywhere that value.
std::string array_text(host::Context&, const host::Array&);
// The name of a population or of a view of one, as E[0:100:2].
std::string population_name(const host::Names&, const host::Instance&);

}  // namespace bpl::discover
