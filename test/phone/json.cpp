#include "json.hpp"

#include <cmath>
#include <cstdio>
#include <mutex>
#include <stdexcept>

#include <pjlib.h>
#include <pjlib-util/json.h>
#include <pjsua-lib/pjsua.h>

namespace partyline::phone {

struct Command::Document {
  std::string text;
  pj_pool_t* pool;
  pj_json_elem* root;

  explicit Document(const std::string& line) : text(line), pool(pjsua_pool_create("command", 1024, 1024)), root(nullptr) {
    unsigned size = static_cast<unsigned>(text.size());
    text.push_back('\0');
    root = pj_json_parse(pool, text.data(), &size, nullptr);
  }
  ~Document() { pj_pool_release(pool); }

  const pj_json_elem* find(const char* name) const {
    const pj_json_list* children = &root->value.children;
    for (const pj_json_elem* field = children->next; field != reinterpret_cast<const pj_json_elem*>(children); field = field->next) {
      if (pj_strcmp2(&field->name, name) == 0) return field;
    }
    return nullptr;
  }

  const pj_json_elem& need(const char* name, pj_json_val_type type) const {
    const pj_json_elem* field = find(name);
    if (field == nullptr) throw std::invalid_argument(std::string("field '") + name + "' is missing");
    if (field->type != type) throw std::invalid_argument(std::string("field '") + name + "' has another type");
    return *field;
  }
};

namespace {

std::string to_text(const pj_str_t& value) { return {value.ptr, static_cast<size_t>(value.slen)}; }

template <typename Take>
void each(const pj_json_elem& list, Take take) {
  const pj_json_list* children = &list.value.children;
  for (const pj_json_elem* item = children->next; item != reinterpret_cast<const pj_json_elem*>(children); item = item->next) take(*item);
}

std::string quoted(const std::string& value) {
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", c);
      out += escape;
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string digits(double value) {
  // JSON has no infinity; -1000 dB is as silent.
  if (!std::isfinite(value)) return "-1000";
  char text[32];
  std::snprintf(text, sizeof text, "%.10g", value);
  return text;
}

template <typename Item, typename Write>
std::string listed(const std::vector<Item>& items, Write write) {
  std::string out = "[";
  for (const auto& item : items) out += (out.size() > 1 ? "," : "") + write(item);
  return out + "]";
}

}  // namespace

Command::Command(const std::string& line) : document_(std::make_unique<Document>(line)) {
  if (document_->root == nullptr || document_->root->type != PJ_JSON_VAL_OBJ) throw std::invalid_argument("a command is a JSON object");
}
Command::~Command() = default;

std::string Command::text(const char* name) const { return to_text(document_->need(name, PJ_JSON_VAL_STRING).value.str); }
std::string Command::text(const char* name, const std::string& fallback) const { return document_->find(name) ? text(name) : fallback; }
double Command::number(const char* name) const { return document_->need(name, PJ_JSON_VAL_NUMBER).value.num; }
double Command::number(const char* name, double fallback) const { return document_->find(name) ? number(name) : fallback; }
bool Command::flag(const char* name, bool fallback) const {
  return document_->find(name) ? document_->need(name, PJ_JSON_VAL_BOOL).value.is_true != 0 : fallback;
}

std::vector<double> Command::numbers(const char* name) const {
  std::vector<double> values;
  if (document_->find(name)) each(document_->need(name, PJ_JSON_VAL_ARRAY), [&](const pj_json_elem& item) { values.push_back(item.value.num); });
  return values;
}

std::vector<std::string> Command::texts(const char* name) const {
  std::vector<std::string> values;
  if (document_->find(name)) each(document_->need(name, PJ_JSON_VAL_ARRAY), [&](const pj_json_elem& item) { values.push_back(to_text(item.value.str)); });
  return values;
}

std::vector<std::pair<std::string, std::string>> Command::fields(const char* name) const {
  std::vector<std::pair<std::string, std::string>> values;
  if (!document_->find(name)) return values;
  each(document_->need(name, PJ_JSON_VAL_OBJ), [&](const pj_json_elem& item) { values.emplace_back(to_text(item.name), to_text(item.value.str)); });
  return values;
}

Object& Object::raw(const char* name, const std::string& json) {
  body_ += (body_.empty() ? "" : ",") + quoted(name) + ":" + json;
  return *this;
}
Object& Object::add(const char* name, const std::string& value) { return raw(name, quoted(value)); }
Object& Object::add(const char* name, const char* value) { return raw(name, quoted(value)); }
Object& Object::add(const char* name, double value) { return raw(name, digits(value)); }
Object& Object::add(const char* name, bool value) { return raw(name, value ? "true" : "false"); }
Object& Object::add(const char* name, const std::vector<double>& values) { return raw(name, listed(values, digits)); }
Object& Object::add(const char* name, const Object& value) { return raw(name, value.text()); }
Object& Object::add(const char* name, const std::vector<Object>& values) {
  return raw(name, listed(values, [](const Object& value) { return value.text(); }));
}
std::string Object::text() const { return "{" + body_ + "}"; }

void say(const Object& line) {
  static std::mutex one_line_at_a_time;
  const std::lock_guard<std::mutex> lock(one_line_at_a_time);
  std::printf("%s\n", line.text().c_str());
  std::fflush(stdout);
}

}  // namespace partyline::phone
