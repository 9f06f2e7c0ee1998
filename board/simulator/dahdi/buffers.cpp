#include "buffers.hpp"

#include <algorithm>
#include <utility>

namespace partyline::simulator {

void ReadBuffers::shape(size_t count, size_t bytes) {
  count_ = count;
  bytes_ = bytes;
  clear();
}

void ReadBuffers::clear() {
  full_.clear();
  filling_.clear();
}

bool ReadBuffers::takeSamples(const uint8_t* samples, size_t count) {
  while (count > 0) {
    if (full_.size() >= count_) return false;
    const size_t taken = std::min(count, bytes_ - filling_.size());
    filling_.insert(filling_.end(), samples, samples + taken);
    samples += taken;
    count -= taken;
    if (filling_.size() == bytes_) full_.push_back(std::exchange(filling_, {}));
  }
  return true;
}

bool ReadBuffers::takeFrame(const Bytes& frame) {
  if (full_.size() >= count_) return false;
  full_.push_back(frame);
  return true;
}

Bytes ReadBuffers::next() {
  Bytes buffer = std::move(full_.front());
  full_.pop_front();
  return buffer;
}

void WriteBuffers::shape(size_t count, size_t bytes, int policy) {
  count_ = count;
  bytes_ = bytes;
  policy_ = policy;
  clear();
}

void WriteBuffers::clear() {
  full_.clear();
  sent_ = 0;
  held_ = policy_ != DAHDI_POLICY_IMMEDIATE;
}

void WriteBuffers::add(Bytes buffer) {
  full_.push_back(std::move(buffer));
  const size_t enough = policy_ == DAHDI_POLICY_HALF_FULL ? count_ / 2 : count_;
  if (full_.size() >= enough) held_ = false;
}

void WriteBuffers::ranDry() { held_ = policy_ != DAHDI_POLICY_IMMEDIATE; }

size_t WriteBuffers::takeSamples(uint8_t* samples, size_t count) {
  size_t taken = 0;
  while (taken < count && isOpen()) {
    const Bytes& first = full_.front();
    const size_t now = std::min(count - taken, first.size() - sent_);
    std::copy_n(first.begin() + static_cast<std::ptrdiff_t>(sent_), now, samples + taken);
    taken += now;
    sent_ += now;
    if (sent_ < first.size()) break;
    full_.pop_front();
    sent_ = 0;
    if (full_.empty()) ranDry();
  }
  return taken;
}

Bytes WriteBuffers::takeFrame() {
  Bytes frame = std::move(full_.front());
  full_.pop_front();
  if (full_.empty()) ranDry();
  return frame;
}

}  // namespace partyline::simulator
