#include "port_pool.hpp"

namespace partyline::sip {

PortPool::PortPool(uint16_t first_port, uint16_t last_port) {
  const uint32_t even = first_port + first_port % 2u;
  for (uint32_t port = even; port + 1 <= last_port; port += 2) free_.push_back(static_cast<uint16_t>(port));
}

std::optional<uint16_t> PortPool::take() {
  const std::lock_guard<std::mutex> guard(mutex_);
  if (free_.empty()) return std::nullopt;
  const uint16_t port = free_.front();
  free_.pop_front();
  return port;
}

void PortPool::give(uint16_t rtp_port) {
  const std::lock_guard<std::mutex> guard(mutex_);
  free_.push_back(rtp_port);
}

size_t PortPool::size() const {
  const std::lock_guard<std::mutex> guard(mutex_);
  return free_.size();
}

}  // namespace partyline::sip
