// A channel's buffers, as dahdi-base keeps them: so many of so many samples, each read or written as a whole.
#pragma once
#include <cstddef>
#include <deque>

#include "abi.hpp"

namespace partyline::simulator {

class ReadBuffers {
 public:
  void shape(size_t count, size_t bytes);
  void clear();
  bool isEmpty() const { return full_.empty(); }

  // Audio comes in; false: some of it was lost because all buffers are full.
  bool takeSamples(const uint8_t* samples, size_t count);
  // A frame comes in, whole; false: there is no buffer for it.
  bool takeFrame(const Bytes& frame);
  // The oldest full buffer.
  Bytes next();

 private:
  size_t count_ = 0;
  size_t bytes_ = 0;
  std::deque<Bytes> full_;
  Bytes filling_;
};

class WriteBuffers {
 public:
  void shape(size_t count, size_t bytes, int policy);
  void clear();
  bool hasRoom() const { return full_.size() < count_; }
  bool isEmpty() const { return full_.empty(); }
  size_t bufferBytes() const { return bytes_; }

  void add(Bytes buffer);
  // So many samples as there are, up to `count`; fewer: it ran dry.
  size_t takeSamples(uint8_t* samples, size_t count);
  // The oldest buffer as a whole; there must be one.
  Bytes takeFrame();
  // The policy lets it be sent.
  bool isOpen() const { return !held_ && !full_.empty(); }

 private:
  void ranDry();

  size_t count_ = 0;
  size_t bytes_ = 0;
  int policy_ = 0;
  bool held_ = false;  // waits until enough was written
  std::deque<Bytes> full_;
  size_t sent_ = 0;    // of the first
};

}  // namespace partyline::simulator
