// pjsip's one thread: runs its events, and the commands that other threads post.
#pragma once
#include <pjlib.h>
#include <pjsip.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace partyline::sip {

// All calls of pjsua are made here, so that nobody else ever waits for its locks, Node's main thread least of all.
class Worker {
 public:
  using Command = std::function<void()>;

  // Throws StartError.
  explicit Worker(pjsip_endpoint* endpoint);
  ~Worker();   // as `end`
  // Runs what was posted, then ends the thread. What is posted from then on is not run.
  void end();
  // Thread-safe; never waits.
  void post(Command command);

 private:
  void run();
  void runCommands();
  void wake();
  void listenForWakes();
  static void onWake(pj_ioqueue_key_t*, pj_ioqueue_op_key_t*, pj_ssize_t);

  pjsip_endpoint* endpoint_;
  pj_pool_t* pool_ = nullptr;
  int wake_fds_[2] = {-1, -1};
  pj_ioqueue_key_t* wake_key_ = nullptr;
  pj_ioqueue_op_key_t wake_read_{};
  char wake_bytes_[64];
  std::mutex mutex_;
  std::vector<Command> commands_;
  std::atomic<bool> ending_{false};
  std::thread thread_;
};

}  // namespace partyline::sip
