#include "mount.hpp"

#define FUSE_USE_VERSION 35
#include <fcntl.h>
#include <fuse3/fuse_lowlevel.h>
#include <sys/epoll.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

namespace partyline::simulator {

namespace {

constexpr fuse_ino_t kChannel = 2, kControl = 3, kFirstNumbered = 100;
constexpr double kForever_s = 3600;

struct stat statusOf(fuse_ino_t node) {
  struct stat status{};
  status.st_ino = node;
  status.st_mode = node == FUSE_ROOT_ID ? S_IFDIR | 0755 : S_IFREG | 0666;
  status.st_nlink = node == FUSE_ROOT_ID ? 2 : 1;
  status.st_uid = getuid();
  status.st_gid = getgid();
  return status;
}

void takeStaleMountAway(const std::string& folder) {
  struct stat status{};
  if (stat(folder.c_str(), &status) == 0 || errno != ENOTCONN) return;
  if (umount2(folder.c_str(), MNT_DETACH) == 0) return;
  const std::string command = "fusermount3 -u -z -- '" + folder + "' 2>/dev/null";
  if (folder.find('\'') == std::string::npos && std::system(command.c_str()) == 0) return;
  throw std::runtime_error("a mount that was left at " + folder + " can't be taken away");
}

}  // namespace

struct Mount::Operations {
  static Mount& self(fuse_req_t request) { return *static_cast<Mount*>(fuse_req_userdata(request)); }
  static bool mayWait(const fuse_file_info* info) { return !(info->flags & O_NONBLOCK); }

  // nullptr: answered already.
  static OpenFile* fileOf(fuse_req_t request, const fuse_file_info* info) {
    const auto found = self(request).files_.find(info->fh);
    if (found != self(request).files_.end()) return found->second.get();
    fuse_reply_err(request, EBADF);
    return nullptr;
  }

  static fuse_ino_t nodeOf(Mount& mount, const std::string& name) {
    if (name == "channel") return kChannel;
    if (name == "ctl") return kControl;
    for (const int number : mount.machine_.channelNumbers()) {
      if (name == std::to_string(number)) return kFirstNumbered + static_cast<fuse_ino_t>(number);
    }
    return 0;
  }

  static void lookup(fuse_req_t request, fuse_ino_t, const char* name) {
    fuse_entry_param entry{};
    entry.ino = nodeOf(self(request), name);
    if (entry.ino == 0) return void(fuse_reply_err(request, ENOENT));
    entry.attr = statusOf(entry.ino);
    fuse_reply_entry(request, &entry);
  }

  static void getattr(fuse_req_t request, fuse_ino_t node, fuse_file_info*) {
    const struct stat status = statusOf(node);
    fuse_reply_attr(request, &status, kForever_s);
  }

  // Programs that truncate what they open are let go on.
  static void setattr(fuse_req_t request, fuse_ino_t node, struct stat*, int, fuse_file_info* info) { getattr(request, node, info); }

  static void readdir(fuse_req_t request, fuse_ino_t, size_t size, off_t offset, fuse_file_info*) {
    std::vector<std::string> names{".", "..", "channel", "ctl"};
    for (const int number : self(request).machine_.channelNumbers()) names.push_back(std::to_string(number));
    std::vector<char> buffer(size);
    size_t used = 0;
    for (size_t i = static_cast<size_t>(offset); i < names.size(); ++i) {
      const struct stat status = statusOf(i < 2 ? FUSE_ROOT_ID : nodeOf(self(request), names[i]));
      const size_t needed = fuse_add_direntry(request, buffer.data() + used, size - used, names[i].c_str(), &status, static_cast<off_t>(i + 1));
      if (needed > size - used) break;
      used += needed;
    }
    fuse_reply_buf(request, buffer.data(), used);
  }

  static void open(fuse_req_t request, fuse_ino_t node, fuse_file_info* info) {
    Mount& mount = self(request);
    auto file = std::make_unique<OpenFile>(mount.machine_, node == kControl);
    if (node >= kFirstNumbered) {
      const int error = file->specify(static_cast<int>(node - kFirstNumbered));
      if (error) return void(fuse_reply_err(request, error == EINVAL ? ENXIO : error));
    }
    file->setMayWait(mayWait(info));
    info->direct_io = 1;
    info->nonseekable = 1;
    info->fh = ++mount.last_handle_;
    if (fuse_reply_open(request, info) == 0) mount.files_.emplace(info->fh, std::move(file));
  }

  static void release(fuse_req_t request, fuse_ino_t, fuse_file_info* info) {
    self(request).files_.erase(info->fh);
    fuse_reply_err(request, 0);
  }

  // The answer is sent from the loop: libfuse holds the request's lock here.
  static void watchInterrupt(fuse_req_t request) {
    fuse_req_interrupt_func(request, [](fuse_req_t interrupted, void* mount) { static_cast<Mount*>(mount)->interrupted_.push_back(interrupted); }, &self(request));
  }

  static void read(fuse_req_t request, fuse_ino_t, size_t size, off_t, fuse_file_info* info) {
    OpenFile* file = fileOf(request, info);
    if (!file) return;
    file->setMayWait(mayWait(info));
    watchInterrupt(request);
    file->read(request, size);
  }

  static void write(fuse_req_t request, fuse_ino_t, const char* data, size_t size, off_t, fuse_file_info* info) {
    OpenFile* file = fileOf(request, info);
    if (!file) return;
    file->setMayWait(mayWait(info));
    watchInterrupt(request);
    file->write(request, Bytes(data, data + size));
  }

  static void ioctl(fuse_req_t request, fuse_ino_t, unsigned command, void*, fuse_file_info* info, unsigned flags, const void* in, size_t in_size, size_t out_size) {
    OpenFile* file = fileOf(request, info);
    if (!file) return;
    if (flags & (FUSE_IOCTL_COMPAT | FUSE_IOCTL_DIR)) return void(fuse_reply_err(request, ENOTTY));
    const auto* first = static_cast<const uint8_t*>(in);
    watchInterrupt(request);
    file->control(request, command, Bytes(first, first + in_size), out_size);
  }

  static void poll(fuse_req_t request, fuse_ino_t, fuse_file_info* info, fuse_pollhandle* handle) {
    if (OpenFile* file = fileOf(request, info)) file->poll(request, handle);
    else if (handle) fuse_pollhandle_destroy(handle);
  }
};

Mount::Mount(EventLoop& loop, const Machine& machine, const std::string& folder) : loop_(loop), machine_(machine), folder_(folder) {
  if (access("/dev/fuse", R_OK | W_OK) != 0) throw NoFuse(std::string("/dev/fuse can't be used: ") + std::strerror(errno));
  takeStaleMountAway(folder);
  std::filesystem::create_directories(folder);
  static const fuse_lowlevel_ops operations = [] {
    fuse_lowlevel_ops ops{};
    ops.lookup = Operations::lookup;
    ops.getattr = Operations::getattr;
    ops.setattr = Operations::setattr;
    ops.open = Operations::open;
    ops.release = Operations::release;
    ops.read = Operations::read;
    ops.write = Operations::write;
    ops.ioctl = Operations::ioctl;
    ops.poll = Operations::poll;
    ops.readdir = Operations::readdir;
    return ops;
  }();
  char name[] = "partyline-lines-simulator", option[] = "-ofsname=partyline-lines";
  char* arguments[] = {name, option, nullptr};
  fuse_args args = FUSE_ARGS_INIT(2, arguments);
  session_ = fuse_session_new(&args, &operations, sizeof operations, this);
  fuse_opt_free_args(&args);
  if (!session_) throw std::runtime_error("libfuse made no session");
  if (fuse_session_mount(session_, folder.c_str()) != 0) {
    fuse_session_destroy(session_);
    throw std::runtime_error(folder + " can't be mounted: it needs root, or fusermount3");
  }
  file_ = fuse_session_fd(session_);
  fcntl(file_, F_SETFL, fcntl(file_, F_GETFL) | O_NONBLOCK);
  loop_.watch(file_, EPOLLIN, [this](uint32_t) { ready(); });
}

Mount::~Mount() {
  loop_.unwatch(file_);
  files_.clear();
  fuse_session_unmount(session_);
  fuse_session_destroy(session_);
}

void Mount::ready() {
  fuse_buf buffer{};
  while (fuse_session_receive_buf(session_, &buffer) > 0) {
    fuse_session_process_buf(session_, &buffer);
    for (fuse_req* const request : std::exchange(interrupted_, {})) {
      for (const auto& [handle, file] : files_) file->interrupt(request);
    }
  }
  std::free(buffer.mem);
  if (fuse_session_exited(session_)) loop_.stop();  // somebody unmounted it
}

}  // namespace partyline::simulator
