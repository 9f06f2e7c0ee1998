#pragma once
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace partyline::phone {

/** A command line from the test: a flat JSON object. Accessors throw std::invalid_argument when a field is missing or of another type. */
class Command {
 public:
  explicit Command(const std::string& line);
  ~Command();
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;

  std::string text(const char* name) const;
  std::string text(const char* name, const std::string& fallback) const;
  double number(const char* name) const;
  double number(const char* name, double fallback) const;
  bool flag(const char* name, bool fallback) const;
  std::vector<double> numbers(const char* name) const;
  std::vector<std::string> texts(const char* name) const;
  /** Fields of an object whose values are strings. */
  std::vector<std::pair<std::string, std::string>> fields(const char* name) const;

 private:
  struct Document;
  std::unique_ptr<Document> document_;
};

/** One JSON object, built field by field. */
class Object {
 public:
  Object& add(const char* name, const std::string& value);
  Object& add(const char* name, const char* value);
  Object& add(const char* name, double value);
  Object& add(const char* name, bool value);
  Object& add(const char* name, const std::vector<double>& values);
  Object& add(const char* name, const Object& value);
  Object& add(const char* name, const std::vector<Object>& values);
  std::string text() const;

 private:
  Object& raw(const char* name, const std::string& json);
  std::string body_;
};

/** Writes one line to standard output, from any thread. */
void say(const Object& line);

}  // namespace partyline::phone
