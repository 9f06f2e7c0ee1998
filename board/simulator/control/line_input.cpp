#include "line_input.hpp"

#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace partyline::simulator {

namespace {

constexpr size_t kLongestLine = 64 * 1024;

}  // namespace

LineInput::LineInput(EventLoop& loop, int file, Line line, std::function<void()> ended) : loop_(loop), file_(file), line_(std::move(line)), ended_(std::move(ended)) {
  fcntl(file_, F_SETFL, fcntl(file_, F_GETFL) | O_NONBLOCK);
  loop_.watch(file_, EPOLLIN, [this](uint32_t) { ready(); });
}

LineInput::~LineInput() { loop_.unwatch(file_); }

void LineInput::ready() {
  std::array<char, 16 * 1024> buffer;
  const ssize_t length = read(file_, buffer.data(), buffer.size());
  if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (length > 0) return take(buffer.data(), static_cast<size_t>(length));
  loop_.unwatch(file_);
  ended_();
}

void LineInput::take(const char* text, size_t length) {
  while (length > 0) {
    const char* const end = static_cast<const char*>(std::memchr(text, '\n', length));
    const size_t part = end ? static_cast<size_t>(end - text) : length;
    if (waiting_.size() + part > kLongestLine) too_long_ = true;
    else waiting_.append(text, part);
    if (!end) return;
    line_(std::exchange(too_long_, false) ? std::string() : waiting_);
    waiting_.clear();
    text += part + 1;
    length -= part + 1;
  }
}

}  // namespace partyline::simulator
