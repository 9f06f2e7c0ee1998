// A line card as the kernel has it: spans, each with its channels.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "channel.hpp"

namespace partyline::simulator {

enum class SpanKind { analog, e1, t1 };

struct SpanFacts {
  int number;
  std::string name;
  std::string description;
  SpanKind kind;
  uint32_t alarms;
  std::vector<Channel*> channels;
};

class Card {
 public:
  explicit Card(std::string id) : id_(std::move(id)) {}
  virtual ~Card() = default;
  Card(const Card&) = delete;
  Card& operator=(const Card&) = delete;

  const std::string& id() const { return id_; }
  bool isPluggedIn() const { return plugged_in_; }
  // Each false when it is so already. Programs that have a channel open lose it.
  bool pullOut();
  bool plugIn();

  virtual SpanFacts span() const = 0;

 protected:
  virtual void powered(bool on) = 0;

 private:
  const std::string id_;
  bool plugged_in_ = true;
};

}  // namespace partyline::simulator
