// The simulator's one thread: files that become ready, and line clocks. Everything in this program runs on it, hence without locks.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>

namespace partyline::simulator {

class EventLoop {
 public:
  // `epoll_events`: what became true of the file, as epoll(7) says it.
  using Ready = std::function<void(uint32_t epoll_events)>;

  EventLoop();   // throws std::system_error
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  // Level-triggered. Watching a file again replaces what was asked. Throws std::system_error.
  void watch(int file, uint32_t epoll_events, Ready ready);
  // From now on `ready` is not called, not even for what has already happened.
  void unwatch(int file);

  void run();   // until stop
  void stop() { running_ = false; }

 private:
  int epoll_ = -1;
  bool running_ = false;
  std::map<int, std::shared_ptr<Ready>> ready_;
};

}  // namespace partyline::simulator
