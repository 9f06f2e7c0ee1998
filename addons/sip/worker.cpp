#include "worker.hpp"

#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <utility>

#include "start_error.hpp"

namespace partyline::sip {

namespace {

// Timers are set by this thread alone, so a sleep ends in time for each; this bounds it for safety only.
constexpr long kLongestSleepMs = 500;

}  // namespace

Worker::Worker(pjsip_endpoint* endpoint) : endpoint_(endpoint) {
  pool_ = pjsip_endpt_create_pool(endpoint, "worker", 512, 512);
  if (::socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, wake_fds_) != 0) {
    throw StartError("SIP_FAILED", "No socket pair for the SIP thread.", PJ_STATUS_FROM_OS(errno));
  }
  pj_ioqueue_callback callbacks{};
  callbacks.on_read_complete = &onWake;
  const pj_status_t status = pj_ioqueue_register_sock(pool_, pjsip_endpt_get_ioqueue(endpoint), wake_fds_[0], this, &callbacks, &wake_key_);
  if (status != PJ_SUCCESS) throw StartError("SIP_FAILED", "The SIP thread could not be started.", status);
  pj_ioqueue_op_key_init(&wake_read_, sizeof wake_read_);
  listenForWakes();
  thread_ = std::thread([this] { run(); });
}

void Worker::end() {
  ending_ = true;
  wake();
  if (thread_.joinable()) thread_.join();
}

Worker::~Worker() {
  end();
  if (wake_key_ != nullptr) pj_ioqueue_unregister(wake_key_);
  if (wake_fds_[1] >= 0) ::close(wake_fds_[1]);
  if (pool_ != nullptr) pjsip_endpt_release_pool(endpoint_, pool_);
}

void Worker::post(Command command) {
  {
    const std::lock_guard<std::mutex> guard(mutex_);
    commands_.push_back(std::move(command));
  }
  wake();
}

void Worker::wake() {
  const char byte = 0;
  if (::send(wake_fds_[1], &byte, 1, MSG_DONTWAIT | MSG_NOSIGNAL) < 0) {
    // The buffer is full of wake-ups, so the thread is awake anyway.
  }
}

void Worker::run() {
  static thread_local pj_thread_desc description;
  std::memset(description, 0, sizeof description);
  pj_thread_t* thread = nullptr;
  pj_thread_register("sip", description, &thread);
  pthread_setname_np(pthread_self(), "sip");
  while (!ending_) {
    runCommands();
    const pj_time_val timeout{0, kLongestSleepMs};
    pjsip_endpt_handle_events(endpoint_, &timeout);
  }
  runCommands();
}

void Worker::runCommands() {
  std::vector<Command> commands;
  {
    const std::lock_guard<std::mutex> guard(mutex_);
    commands.swap(commands_);
  }
  for (const auto& command : commands) command();
}

void Worker::listenForWakes() {
  pj_ssize_t size = sizeof wake_bytes_;
  while (pj_ioqueue_recv(wake_key_, &wake_read_, wake_bytes_, &size, 0) == PJ_SUCCESS) size = sizeof wake_bytes_;
}

void Worker::onWake(pj_ioqueue_key_t* key, pj_ioqueue_op_key_t*, pj_ssize_t) {
  static_cast<Worker*>(pj_ioqueue_get_user_data(key))->listenForWakes();
}

}  // namespace partyline::sip
