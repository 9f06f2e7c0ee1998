// The cards as files: a FUSE mount with `channel`, `ctl`, and a file for each channel by its number, as /dev/dahdi has them.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "../loop/event_loop.hpp"
#include "open_file.hpp"

struct fuse_session;

namespace partyline::simulator {

struct NoFuse : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Mount {
 public:
  // Mounts at `folder`, which is made if it isn't there; a mount that a killed simulator left is taken away first. Throws NoFuse when
  // the system has no /dev/fuse, std::runtime_error when it won't mount.
  Mount(EventLoop& loop, const Machine& machine, const std::string& folder);
  ~Mount();
  Mount(const Mount&) = delete;
  Mount& operator=(const Mount&) = delete;

 private:
  struct Operations;
  void ready();

  EventLoop& loop_;
  const Machine& machine_;
  const std::string folder_;
  fuse_session* session_ = nullptr;
  int file_ = -1;
  uint64_t last_handle_ = 0;
  std::map<uint64_t, std::unique_ptr<OpenFile>> files_;
  std::vector<fuse_req*> interrupted_;  // while they waited
};

}  // namespace partyline::simulator
