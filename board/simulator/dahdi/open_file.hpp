// One opening of a file of the mount by a program: the channel that it specified, and what it waits for.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>

#include "channel.hpp"
#include "machine.hpp"

struct fuse_req;
struct fuse_pollhandle;

namespace partyline::simulator {

class OpenFile {
 public:
  OpenFile(const Machine& machine, bool is_control) : machine_(machine), is_control_(is_control) {}
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  // As DAHDI_SPECIFY does. 0, EBUSY or EINVAL.
  int specify(int number);

  // Opened, or by now, without O_NONBLOCK. The kernel tells it with opening, reading and writing only.
  void setMayWait(bool may_wait) { may_wait_ = may_wait; }

  // Each answers its request, now or when there is something to answer.
  void read(fuse_req* request, size_t bytes);
  void write(fuse_req* request, Bytes bytes);
  void control(fuse_req* request, unsigned command, const Bytes& argument, size_t room);
  void poll(fuse_req* request, fuse_pollhandle* handle);
  // The program was interrupted while it waited.
  void interrupt(fuse_req* request);

 private:
  struct Waiting { fuse_req* request = nullptr; size_t bytes = 0; Bytes data; };
  Reply perform(unsigned command, const Bytes& argument);
  void wait(Waiting& place, Waiting what);
  void changed();
  void removed();
  void serve();
  short mask() const;

  const Machine& machine_;
  const bool is_control_;
  bool may_wait_ = true;
  Channel* channel_ = nullptr;
  bool removed_ = false;       // its card was pulled out
  bool told_removed_ = false;
  fuse_pollhandle* poll_ = nullptr;
  Waiting reading_;
  Waiting writing_;
  Waiting hooking_;            // a flash or wink that is not over, on a file that waits
  Waiting syncing_;
};

}  // namespace partyline::simulator
